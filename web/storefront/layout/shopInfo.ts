import { queryOptions, useQuery } from "@tanstack/react-query";
import { got } from "../../shared/api";
import { setTimeZone } from "../../shared/times";
import { api } from "../shop";

export const shopQuery = queryOptions({
    queryKey: ["shop"],
    queryFn: async ({ signal }) => {
        const shop = await got(api.GET("/shop", { signal }));
        setTimeZone(shop.time_zone);
        return shop;
    },
    staleTime: Number.POSITIVE_INFINITY,
});

/** What the shop says of itself; undefined until it has. */
export const useShop = () => useQuery(shopQuery).data;

export function useShopName(): string {
    return useShop()?.name ?? "Till";
}
