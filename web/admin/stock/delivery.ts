import { useState } from "react";
import { Refused } from "../../shared/problem";
import type { Product } from "../products/products";
import { book } from "./stock";

/** `unsure`: no response came, so it may have been booked or not. */
export type LineState = "open" | "booking" | "booked" | "refused" | "unsure";

export interface Line {
    product: Product;
    units: number | string;
    state: LineState;
    fault?: string;
}

/** Lines of a delivery, each of which becomes one booking. One that is booked is not booked twice. */
export function useDelivery() {
    const [lines, setLines] = useState<Line[]>([]);
    const change = (id: number, changes: Partial<Line>) =>
        setLines((before) => before.map((line) => (line.product.id === id ? { ...line, ...changes } : line)));
    const add = (product: Product) =>
        setLines((before) =>
            before.some((line) => line.product.id === product.id)
                ? before
                : [...before, { product, units: 1, state: "open" }],
        );
    const remove = (id: number) => setLines((before) => before.filter((line) => line.product.id !== id));

    const toBook = lines.filter(({ state }) => state === "open" || state === "refused");
    const bookAll = async (note: string) => {
        for (const { product, units } of toBook) {
            change(product.id, { state: "booking" });
            change(product.id, await bookLine(product.id, Number(units), note));
        }
    };
    return { lines, add, change, remove, bookAll, toBook };
}

async function bookLine(id: number, units: number, note: string): Promise<Partial<Line>> {
    if (units < 1) return { state: "refused", fault: "Enter a quantity" };
    try {
        await book(id, { reason: "received", change: units, note: note.trim() || null });
        return { state: "booked" };
    } catch (error) {
        if (error instanceof Refused && error.status < 500) return { state: "refused", fault: error.message };
        return { state: "unsure", fault: "No response was received. Check the stock history to see whether this line was received." };
    }
}
