import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { got, type Schemas } from "../../shared/api";
import { api } from "../shop";

export type Movement = Schemas["StockMovement"];
export type NewMovement = Schemas["NewStockMovement"];
export type Reason = NewMovement["reason"];

/** The reasons that a user may choose, with the sign of the change. */
export const reasons: { value: Reason; label: string; sign: 1 | -1 | 0 }[] = [
    { value: "received", label: "Received from supplier", sign: 1 },
    { value: "returned", label: "Returned by customer", sign: 1 },
    { value: "damaged", label: "Damaged or lost", sign: -1 },
    { value: "correction", label: "Adjustment", sign: 0 },
];

export const reasonNames: Record<Movement["reason"], string> = {
    initial: "Initial stock",
    sale: "Sale",
    cancellation: "Order cancelled",
    received: "Received",
    returned: "Returned",
    damaged: "Damaged or lost",
    correction: "Adjustment",
};

export function useLedger(id: number, page: number, per_page = 20) {
    return useQuery({
        queryKey: ["ledger", id, page, per_page],
        queryFn: () =>
            got(
                api.GET("/products/{id}/stock-movements", { params: { path: { id }, query: { page, per_page } } }),
            ),
        placeholderData: keepPreviousData,
    });
}

export function book(id: number, body: NewMovement): Promise<Movement> {
    return got(api.POST("/products/{id}/stock-movements", { params: { path: { id } }, body }));
}
