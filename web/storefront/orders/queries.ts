import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import { got, type Schemas } from "../../shared/api";
import { api, queries } from "../shop";

export type Order = Schemas["Order"];
export type Tracking = Schemas["OrderTracking"];
export type Status = Order["status"];

const look_ms = 30_000; // an order on its way is looked at again

export const ordersQuery = (page: number) =>
    queryOptions({
        queryKey: ["orders", page],
        queryFn: ({ signal }) => got(api.GET("/me/orders", { params: { query: { page, per_page: 10 } }, signal })),
        placeholderData: keepPreviousData,
    });

export const orderQuery = (id: number) =>
    queryOptions({
        queryKey: ["order", id],
        queryFn: ({ signal }) => got(api.GET("/orders/{id}", { params: { path: { id } }, signal })),
        refetchInterval: (query) => (query.state.data && isSettled(query.state.data.status) ? false : look_ms),
    });

export const trackingQuery = (id: number) =>
    queryOptions({
        queryKey: ["tracking", id],
        queryFn: ({ signal }) => got(api.GET("/orders/{id}/tracking", { params: { path: { id } }, signal })),
        refetchInterval: (query) => (query.state.data && isSettled(query.state.data.status) ? false : look_ms),
    });

function isSettled(status: Status): boolean {
    return status === "cancelled" || status === "returned";
}

export function useCancel(id: number) {
    return useMutation({
        mutationFn: () => got(api.POST("/orders/{id}/cancel", { params: { path: { id } }, body: {} })),
        onSuccess: (order) => queries.setQueryData(orderQuery(id).queryKey, order),
        // Also where it was too late: then the page shows how far the order is.
        onSettled: () =>
            Promise.all([
                queries.invalidateQueries({ queryKey: ["order", id] }),
                queries.invalidateQueries({ queryKey: ["tracking", id] }),
                queries.invalidateQueries({ queryKey: ["orders"] }),
                queries.invalidateQueries({ queryKey: ["product"] }),
            ]),
    });
}
