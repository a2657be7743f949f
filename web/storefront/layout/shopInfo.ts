import { queryOptions, useQuery } from "@tanstack/react-query";
import { got } from "../../shared/api";
import { api } from "../shop";

export const shopQuery = queryOptions({
    queryKey: ["shop"],
    queryFn: ({ signal }) => got(api.GET("/shop", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
});

/** What the shop says of itself; undefined until it has. */
export const useShop = () => useQuery(shopQuery).data;

export function useShopName(): string {
    return useShop()?.name ?? "Till";
}
