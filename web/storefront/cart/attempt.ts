import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { got, type Schemas } from "../../shared/api";
import { mayPass, Refused } from "../../shared/problem";
import { windowStore } from "../../shared/storage";
import { api, queries, session } from "../shop";

export type Order = Schemas["Order"];

/** An order that was sent, under a key that makes it the same order however often it is sent. */
export interface Attempt {
    account: number;
    key: string;
    body: Schemas["Checkout"];
}

const place = "till.checkout";
const triesAtOnce = 3;

/**
 * Sends an order until the shop accepts or refuses it. While no response came, it is unknown whether there is an order:
 * then the attempt is stored, also over a reload of the web page, and only the same attempt may be sent again.
 */
export function useCheckout(onPlaced: (order: Order) => void) {
    const [open, setOpen] = useState(read);
    const send = useMutation({
        networkMode: "always",
        mutationFn: async (attempt: Attempt) => {
            windowStore.set(place, JSON.stringify(attempt));
            return sentWithPatience(attempt);
        },
        onSuccess: (order) => {
            windowStore.remove(place);
            setOpen(undefined);
            queries.setQueryData(["order", order.id], order);
            void queries.invalidateQueries({ queryKey: ["cart"] });
            void queries.invalidateQueries({ queryKey: ["orders"] });
            void queries.invalidateQueries({ queryKey: ["product"] });
            void queries.invalidateQueries({ queryKey: ["products"] });
            onPlaced(order);
        },
        onError: (error, attempt) => {
            if (settles(error)) windowStore.remove(place);
            setOpen(settles(error) ? undefined : attempt);
            void queries.invalidateQueries({ queryKey: ["cart"] });
        },
    });
    return {
        /** The attempt of which the outcome is not known. */
        open,
        error: send.error,
        isSending: send.isPending,
        place: (body: Attempt["body"]) =>
            send.mutate({ account: session.account?.id ?? 0, key: randomKey(), body }),
        sendAgain: () => open && send.mutate(open),
    };
}

async function sentWithPatience(attempt: Attempt): Promise<Order> {
    for (let tries = 1; ; tries += 1) {
        try {
            const params = { header: { "Idempotency-Key": attempt.key } };
            return await got(api.POST("/cart/checkout", { params, body: attempt.body }));
        } catch (error) {
            if (!mayPass(error) || tries === triesAtOnce) throw error;
            await new Promise((resolve) => setTimeout(resolve, 1000 * tries));
        }
    }
}

/** Whether the shop has decided: anything else may have come after an order that went through. */
function settles(error: unknown): boolean {
    return error instanceof Refused && [400, 403, 409, 413, 422].includes(error.status);
}

function read(): Attempt | undefined {
    const attempt: Attempt | null = JSON.parse(windowStore.get(place) ?? "null");
    return attempt?.account === session.account?.id ? (attempt ?? undefined) : undefined;
}

/** crypto.randomUUID() is only there where the page came over TLS or from the same machine. */
function randomKey(): string {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
