import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { limits } from "till-limits";
import { got, whole, type Schemas } from "../../shared/api";
import type { Edited } from "../forms/useEditor";
import { api } from "../shop";

export type Account = Schemas["Account"];
/** An empty password stays as it is. */
export type AccountTexts = { username: string; role: string; password: string };

export const accountLabels: Record<keyof AccountTexts, string> = {
    username: "Username",
    role: "Role",
    password: "New password",
};

export interface ReadAccount {
    account: Account;
    etag: string | undefined;
}

export async function readAccount(id: number): Promise<ReadAccount> {
    const { body, response } = await whole(api.GET("/accounts/{id}", { params: { path: { id } } }));
    return { account: body, etag: response.headers.get("ETag") ?? undefined };
}

export function useAccountOf(id: number) {
    return useQuery({ queryKey: ["account", id], queryFn: () => readAccount(id) });
}

export function useAccounts(search: string | undefined, page: number) {
    const query = { page, ...(search ? { search } : {}) };
    return useQuery({
        queryKey: ["accounts", query],
        queryFn: () => got(api.GET("/accounts", { params: { query } })),
        placeholderData: keepPreviousData,
    });
}

export function useRoles() {
    return useQuery({ queryKey: ["roles"], queryFn: () => got(api.GET("/roles")), staleTime: Infinity });
}

export function edited({ account: { username, role }, etag }: ReadAccount): Edited<AccountTexts> {
    return { values: { username, role, password: "" }, etag };
}

const { minLength, maxLength } = limits.NewAccount.password;

export function passwordFault(password: string): string | undefined {
    const bytes = new TextEncoder().encode(password).length;
    return bytes >= minLength && bytes <= maxLength ? undefined : `Must be ${minLength} to ${maxLength} bytes`;
}
