import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { got, type Schemas } from "../../shared/api";
import { api, queries, useShopper } from "../shop";

export type Cart = Schemas["Cart"];
export type CartLine = Schemas["CartLine"];

const cartQuery = queryOptions({
    queryKey: ["cart"],
    queryFn: ({ signal }) => got(api.GET("/cart", { signal })),
});

/** The cart of who is signed in; staff have none. */
export function useCart(options: { live?: boolean } = {}) {
    const mayBuy = useShopper()?.customer_id != null;
    return useQuery({ ...cartQuery, enabled: mayBuy, refetchInterval: options.live ? 15_000 : false });
}

function useCartChange<Wish>(change: (wish: Wish) => Promise<Cart>) {
    return useMutation({
        scope: { id: "cart" }, // one after the other, so that the last response is the last state
        mutationFn: change,
        onMutate: () => queries.cancelQueries(cartQuery),
        onSuccess: (cart) => queries.setQueryData(cartQuery.queryKey, cart),
        onError: () => queries.invalidateQueries(cartQuery),
    });
}

export interface Wish {
    product_id: number;
    quantity: number;
}

export function useAddToCart() {
    return useCartChange((wish: Wish) => got(api.POST("/cart/items", { body: wish })));
}

export function useSetQuantity() {
    return useCartChange(({ product_id, quantity }: Wish) =>
        got(api.PUT("/cart/items/{product_id}", { params: { path: { product_id } }, body: { quantity } })),
    );
}

export function useRemoveFromCart() {
    return useCartChange((product_id: number) =>
        got(api.DELETE("/cart/items/{product_id}", { params: { path: { product_id } } })),
    );
}
