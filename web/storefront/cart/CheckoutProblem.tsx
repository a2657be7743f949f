import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { Money } from "../../shared/Money";
import { ProblemNote } from "../../shared/ProblemNote";
import { type Problem, Refused } from "../../shared/problem";
import { type Cart, type CartLine, useRemoveFromCart, useSetQuantity } from "./queries";

/** Why the order was not placed, and what to do about it. */
export function CheckoutProblem({ error, cart, sent }: { error: unknown; cart: Cart; sent: Cart | undefined }) {
    const code = error instanceof Refused ? error.code : "";
    if (error instanceof Refused && error.problem.shortages) {
        return <Short shortages={error.problem.shortages} cart={cart} />;
    }
    if (code === "price-changed") {
        return <Different cart={cart} sent={sent} />;
    }
    if (code === "cart-empty") {
        return (
            <Note title="Your cart has changed">
                <Text size="sm">No order was placed on this page. The cart may have been checked out in another window.</Text>
            </Note>
        );
    }
    return <ProblemNote error={error} title="Your order was not placed" />;
}

/** What the order would be now, and how that differs from what was sent. */
function Different({ cart, sent }: { cart: Cart; sent: Cart | undefined }) {
    const isNow = (line: CartLine) => cart.items.find(({ product_id }) => product_id === line.product_id);
    const gone = sent?.items.filter((line) => !isNow(line)) ?? [];
    const dearer = sent?.items.filter((line) => (isNow(line)?.unit_price ?? line.unit_price) !== line.unit_price) ?? [];
    return (
        <Note title={gone.length > 0 ? "Product no longer available" : "Price changed"}>
            {gone.map((line) => (
                <Text size="sm" key={line.product_id}>
                    <bdi>{line.name}</bdi> is no longer available and was removed from your cart.
                </Text>
            ))}
            {dearer.map((line) => (
                <Text size="sm" key={line.product_id}>
                    <bdi>{line.name}</bdi> now costs{" "}
                    <Money amount={isNow(line)?.unit_price ?? line.unit_price} currency={cart.currency} /> each instead of{" "}
                    <Money amount={line.unit_price} currency={cart.currency} />.
                </Text>
            ))}
            <Text size="sm">
                No order was placed.{" "}
                {cart.items.length > 0 && (
                    <>
                        The new total is <Money amount={cart.total} currency={cart.currency} />. Review your order and place it
                        again.
                    </>
                )}
            </Text>
        </Note>
    );
}

export function Note({ title, children }: { title: string; children: React.ReactNode }) {
    return (
        <Alert role="alert" color="orange" variant="light" icon={<CircleAlert aria-hidden />} title={title}>
            {children}
        </Alert>
    );
}

function Short({ shortages, cart }: { shortages: NonNullable<Problem["shortages"]>; cart: Cart }) {
    const set = useSetQuantity();
    const remove = useRemoveFromCart();
    const isPending = set.isPending || remove.isPending;
    return (
        <Note title="Insufficient stock">
            <Stack gap="xs">
                <Text size="sm">No order was placed. The requested quantity of these products is not available:</Text>
                {shortages.map(({ product_id, requested, available }) => {
                    const line = cart.items.find((item) => item.product_id === product_id);
                    if (!line || line.quantity <= available) return null;
                    return (
                        <Group key={product_id} justify="space-between">
                            <Text size="sm">
                                <bdi>{line.name}</bdi>: {available === 0 ? "sold out" : `only ${available} left`}, {requested} requested.
                            </Text>
                            {available === 0 ? (
                                <Button size="xs" variant="default" loading={isPending} onClick={() => remove.mutate(product_id)}>
                                    Remove
                                </Button>
                            ) : (
                                <Button
                                    size="xs"
                                    variant="default"
                                    loading={isPending}
                                    onClick={() => set.mutate({ product_id, quantity: available })}
                                >
                                    Reduce to {available}
                                </Button>
                            )}
                        </Group>
                    );
                })}
            </Stack>
        </Note>
    );
}
