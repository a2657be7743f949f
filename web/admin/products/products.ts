import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { got, whole, type Schemas } from "../../shared/api";
import { exampleAmount, minorUnits, typedAmount } from "../../shared/money";
import type { Edited } from "../forms/useEditor";
import { api } from "../shop";

export type Product = Schemas["Product"];

/** The fields of a product that its form has. */
export const productLabels = {
    name: "Name",
    sku: "SKU",
    barcode: "Barcode",
    category: "Category",
    price: "Price",
    description: "Description",
};

export type ProductTexts = Record<keyof typeof productLabels, string>;
export const productTexts = Object.keys(productLabels) as (keyof ProductTexts)[];

const textsOf = (text: (name: keyof ProductTexts) => string) =>
    Object.fromEntries(productTexts.map((name) => [name, text(name)])) as ProductTexts;

export const noProduct = textsOf(() => "");

export interface ReadProduct {
    product: Product;
    etag: string | undefined;
}

export async function readProduct(id: number): Promise<ReadProduct> {
    const { body, response } = await whole(api.GET("/products/{id}", { params: { path: { id } } }));
    return { product: body, etag: response.headers.get("ETag") ?? undefined };
}

export function useProduct(id: number) {
    return useQuery({ queryKey: ["product", id], queryFn: () => readProduct(id) });
}

export function useCategories() {
    return useQuery({ queryKey: ["categories"], queryFn: () => got(api.GET("/categories")) });
}

/** Products whose words begin so: for choosing one. */
export function useProductsLike(search: string) {
    return useQuery({
        queryKey: ["products", "like", search],
        queryFn: () =>
            got(api.GET("/products", { params: { query: { per_page: 8, ...(search ? { search } : {}) } } })),
        placeholderData: keepPreviousData,
    });
}

export function edited({ product, etag }: ReadProduct): Edited<ProductTexts> {
    return { values: textsOf((name) => product[name] ?? ""), etag };
}

/** Errors that can be found without a request to the shop. */
export function faultsOf(values: ProductTexts, digits: number) {
    const amount = typedAmount(values.price, digits);
    const units = amount === undefined ? undefined : minorUnits(amount, digits);
    return {
        name: values.name.trim() ? undefined : "Enter a name",
        price:
            units === undefined || units < 0n
                ? `Enter an amount such as ${exampleAmount(digits)}`
                : undefined,
    };
}

/** As the API takes it: a price may be typed with a comma. */
export function sendable(values: ProductTexts, digits: number): ProductTexts {
    return { ...values, price: typedAmount(values.price, digits) ?? values.price };
}

/** Only what differs is sent, so that nothing else can be undone by it. */
export function changesOf(values: ProductTexts, base: ProductTexts): Schemas["ProductDetails"] {
    const changes = Object.entries(values)
        .filter(([name, text]) => text !== base[name as keyof ProductTexts])
        .map(([name, text]) => [name, text.trim() === "" ? null : text]);
    return Object.fromEntries(changes) as Schemas["ProductDetails"];
}
