import { Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Refused } from "../../shared/problem";
import { windowStore } from "../../shared/storage";
import { productQuery } from "../catalogue/queries";
import { useShopper } from "../shop";
import { Note } from "./CheckoutProblem";
import type { Cart } from "./queries";

interface Named {
    product_id: number;
    name: string;
}

const place = "till.cart";
const named_max = 5;

/** Names the products of the last visit to the cart that the shop no longer has: it removes them from all carts. */
export function Vanished({ cart }: { cart: Cart }) {
    const missing = useMissing(cart);
    const products = useQueries({ queries: missing.map(({ product_id }) => ({ ...productQuery(product_id), retry: false })) });
    const gone = missing.filter((_, index) => isNotFound(products[index]?.error));
    if (gone.length === 0) return null;
    return (
        <Note title="Product no longer available">
            {gone.map(({ product_id, name }) => (
                <Text size="sm" key={product_id}>
                    <bdi>{name}</bdi> is no longer available and was removed from your cart.
                </Text>
            ))}
        </Note>
    );
}

/** What was in the cart and is not any more, for whatever reason. */
function useMissing(cart: Cart): Named[] {
    const owner = useShopper()?.customer_id;
    const [missing, setMissing] = useState<Named[]>([]);
    useEffect(() => {
        const isThere = ({ product_id }: Named) => cart.items.some((line) => line.product_id === product_id);
        const before = recall(owner);
        setMissing((known) => {
            const lost = before.filter((one) => !isThere(one) && !known.some((each) => each.product_id === one.product_id));
            return [...known.filter((one) => !isThere(one)), ...lost].slice(0, named_max);
        });
        const names = cart.items.map(({ product_id, name }) => ({ product_id, name }));
        windowStore.set(place, JSON.stringify({ owner, names }));
    }, [cart, owner]);
    return missing;
}

function recall(owner: number | null | undefined): Named[] {
    try {
        const stored = JSON.parse(windowStore.get(place) ?? "null") as { owner?: number; names?: Named[] } | null;
        return stored?.owner === owner ? (stored?.names ?? []) : [];
    } catch {
        return []; // somebody else wrote there
    }
}

const isNotFound = (error: unknown) => error instanceof Refused && error.status === 404;
