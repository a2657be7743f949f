import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { got, whole, type Schemas } from "../../shared/api";
import type { Edited } from "../forms/useEditor";
import { api } from "../shop";

export type Customer = Schemas["Customer"];
export type CustomerTexts = { name: string; email: string; phone: string };

export const customerLabels: Record<keyof CustomerTexts, string> = {
    name: "Name",
    email: "E-mail",
    phone: "Phone",
};
export const noCustomer: CustomerTexts = { name: "", email: "", phone: "" };

export interface ReadCustomer {
    customer: Customer;
    etag: string | undefined;
}

export async function readCustomer(id: number): Promise<ReadCustomer> {
    const { body, response } = await whole(api.GET("/customers/{id}", { params: { path: { id } } }));
    return { customer: body, etag: response.headers.get("ETag") ?? undefined };
}

export function useCustomer(id: number) {
    return useQuery({ queryKey: ["customer", id], queryFn: () => readCustomer(id), enabled: id > 0 });
}

export function useCustomersLike(search: string, page = 1, per_page = 20) {
    const query = { page, per_page, ...(search ? { search } : {}) };
    return useQuery({
        queryKey: ["customers", query],
        queryFn: () => got(api.GET("/customers", { params: { query } })),
        placeholderData: keepPreviousData,
    });
}

export function edited({ customer: { name, email, phone }, etag }: ReadCustomer): Edited<CustomerTexts> {
    return { values: { name, email, phone: phone ?? "" }, etag };
}

export function bodyOf({ name, email, phone }: CustomerTexts): Schemas["CustomerDetails"] {
    return { name, email, phone: phone.trim() || null };
}

export function faultsOf({ name, email }: CustomerTexts) {
    return {
        name: name.trim() ? undefined : "Enter a name",
        email: email.includes("@") ? undefined : "Enter an e-mail address such as jane.doe@example.com",
    };
}
