import { useState } from "react";
import { Refused } from "../../shared/problem";
import type { Product } from "../products/products";
import { book } from "./stock";

/** `unsure`: no answer came, so it may have been booked or not. */
export type LineState = "open" | "booking" | "booked" | "refused" | "unsure";

export interface Line {
    product: Product;
    pieces: number | string;
    state: LineState;
    fault?: string;
}

/** Lines of a delivery, each of which becomes one booking. One that is booked is not booked again. */
export function useDelivery() {
    const [lines, setLines] = useState<Line[]>([]);
    const change = (id: number, changes: Partial<Line>) =>
        setLines((before) => before.map((line) => (line.product.id === id ? { ...line, ...changes } : line)));
    const add = (product: Product) =>
        setLines((before) =>
            before.some((line) => line.product.id === product.id)
                ? before
                : [...before, { product, pieces: 1, state: "open" }],
        );
    const remove = (id: number) => setLines((before) => before.filter((line) => line.product.id !== id));

    const toBook = lines.filter(({ state }) => state === "open" || state === "refused");
    const bookAll = async (note: string) => {
        for (const { product, pieces } of toBook) {
            change(product.id, { state: "booking" });
            change(product.id, await bookLine(product.id, Number(pieces), note));
        }
    };
    return { lines, add, change, remove, bookAll, toBook };
}

async function bookLine(id: number, pieces: number, note: string): Promise<Partial<Line>> {
    if (pieces < 1) return { state: "refused", fault: "How many pieces came?" };
    try {
        await book(id, { reason: "received", change: pieces, note: note.trim() || null });
        return { state: "booked" };
    } catch (error) {
        if (error instanceof Refused && error.status < 500) return { state: "refused", fault: error.message };
        return { state: "unsure", fault: "No response was received. Check the product's ledger to see whether this was booked." };
    }
}
