import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { got, type Schemas } from "../../shared/api";
import { api } from "../shop";

export type Movement = Schemas["StockMovement"];
export type NewMovement = Schemas["NewStockMovement"];
export type Reason = NewMovement["reason"];

/** What a person may book, and which way it goes. */
export const reasons: { value: Reason; label: string; sign: 1 | -1 | 0 }[] = [
    { value: "received", label: "Received from a supplier", sign: 1 },
    { value: "returned", label: "Came back from a customer", sign: 1 },
    { value: "damaged", label: "Damaged or lost", sign: -1 },
    { value: "correction", label: "Correction after counting", sign: 0 },
];

export const reasonNames: Record<Movement["reason"], string> = {
    initial: "First stock",
    sale: "Sold",
    cancellation: "Order cancelled",
    received: "Received",
    returned: "Returned",
    damaged: "Damaged or lost",
    correction: "Correction",
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
