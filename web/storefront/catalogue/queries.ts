import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { paths } from "till-api";
import { got, type Schemas } from "../../shared/api";
import { newestProducts } from "../early";
import { api } from "../shop";

export type Product = Schemas["Product"];
export type ProductFilters = NonNullable<paths["/products"]["get"]["parameters"]["query"]>;

export const productsQuery = (filters: ProductFilters) =>
    queryOptions({
        queryKey: ["products", filters],
        // The signal cancels a search when its text has changed.
        queryFn: ({ signal }) => got(api.GET("/products", { params: { query: filters }, signal })),
        placeholderData: keepPreviousData,
    });

export const newestQuery = productsQuery(newestProducts);

export const productQuery = (id: number) =>
    queryOptions({
        queryKey: ["product", id],
        queryFn: ({ signal }) => got(api.GET("/products/{id}", { params: { path: { id } }, signal })),
    });

export const categoriesQuery = queryOptions({
    queryKey: ["categories"],
    queryFn: ({ signal }) => got(api.GET("/categories", { signal })),
    staleTime: 60_000,
});
