import { useQuery } from "@tanstack/react-query";
import { got, whole, type Schemas } from "../../shared/api";
import { api, queries, somethingChanged } from "../shop";

export type Order = Schemas["Order"];
export type Status = Order["status"];

export const statuses: readonly Status[] = ["pending", "processing", "shipped", "delivered", "returned", "cancelled"];

export const statusColors: Record<Status, string> = {
    pending: "orange",
    processing: "blue",
    shipped: "grape",
    delivered: "pine",
    returned: "gray",
    cancelled: "gray",
};

/** The next step of an order as a button says it. What becomes of it besides, is to cancel it. */
export const nextSteps: Partial<Record<Status, { to: Status; label: string; asks: string }>> = {
    pending: { to: "processing", label: "Start packing", asks: "The order is marked as processing." },
    processing: { to: "shipped", label: "Mark as shipped", asks: "The parcel has been handed to the carrier." },
    shipped: { to: "delivered", label: "Mark as delivered", asks: "The customer has received the parcel." },
    delivered: { to: "returned", label: "Mark as returned", asks: "All units are returned to stock." },
};

export const canBeCancelled = (status: Status) => status === "pending" || status === "processing";

export interface ReadOrder {
    order: Order;
    etag: string | undefined;
}

export function useOrder(id: number) {
    return useQuery({
        queryKey: ["order", id],
        queryFn: async (): Promise<ReadOrder> => {
            const { body, response } = await whole(api.GET("/orders/{id}", { params: { path: { id } } }));
            return { order: body, etag: response.headers.get("ETag") ?? undefined };
        },
    });
}

export function useTracking(id: number) {
    return useQuery({
        queryKey: ["tracking", id],
        queryFn: () => got(api.GET("/orders/{id}/tracking", { params: { path: { id } } })),
    });
}

const ifMatch = (etag: string | undefined) => (etag ? { "If-Match": etag } : {});

export async function moveOrder({ order, etag }: ReadOrder, body: Schemas["OrderMove"]) {
    const params = { path: { id: order.id }, header: ifMatch(etag) };
    return moved(await got(api.PATCH("/orders/{id}", { params, body })));
}

export async function cancelOrder({ order, etag }: ReadOrder, reason: string) {
    const params = { path: { id: order.id }, header: ifMatch(etag) };
    const body = reason.trim() ? { reason: reason.trim() } : {};
    return moved(await got(api.POST("/orders/{id}/cancel", { params, body })));
}

async function moved(order: Order): Promise<Order> {
    await somethingChanged();
    return order;
}

/** Shows the order as another user has changed it. */
export const rereadOrder = (id: number) =>
    Promise.all([
        queries.invalidateQueries({ queryKey: ["order", id] }),
        queries.invalidateQueries({ queryKey: ["tracking", id] }),
    ]);
