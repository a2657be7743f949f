import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { Money } from "../../shared/Money";
import { ProblemNote } from "../../shared/ProblemNote";
import { type Problem, Refused } from "../../shared/problem";
import { type Cart, useRemoveFromCart, useSetQuantity } from "./queries";

/** Why the order was not placed, and what to do about it. */
export function CheckoutProblem({ error, cart }: { error: unknown; cart: Cart }) {
    const code = error instanceof Refused ? error.code : "";
    if (error instanceof Refused && error.problem.shortages) {
        return <Short shortages={error.problem.shortages} cart={cart} />;
    }
    if (code === "price-changed") {
        return (
            <Note title="A price has changed">
                <Text size="sm">
                    Your order now costs <Money amount={cart.total} currency={cart.currency} />. Nothing was ordered: look
                    it over, and place the order if it still suits you.
                </Text>
            </Note>
        );
    }
    if (code === "cart-empty") {
        return (
            <Note title="Your cart has changed meanwhile">
                <Text size="sm">Nothing was ordered by this page. Perhaps you ordered in another window?</Text>
            </Note>
        );
    }
    return <ProblemNote error={error} title="Your order was not placed" />;
}

function Note({ title, children }: { title: string; children: React.ReactNode }) {
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
        <Note title="There is not enough of everything any more">
            <Stack gap="xs">
                <Text size="sm">Nothing was ordered. Someone else was a little faster:</Text>
                {shortages.map(({ product_id, requested, available }) => {
                    const line = cart.items.find((item) => item.product_id === product_id);
                    if (!line || line.quantity <= available) return null;
                    return (
                        <Group key={product_id} justify="space-between">
                            <Text size="sm">
                                {line.name}: {available === 0 ? "sold out" : `only ${available} left`}, you want {requested}.
                            </Text>
                            {available === 0 ? (
                                <Button size="xs" variant="default" loading={isPending} onClick={() => remove.mutate(product_id)}>
                                    Remove it
                                </Button>
                            ) : (
                                <Button
                                    size="xs"
                                    variant="default"
                                    loading={isPending}
                                    onClick={() => set.mutate({ product_id, quantity: available })}
                                >
                                    Take {available}
                                </Button>
                            )}
                        </Group>
                    );
                })}
            </Stack>
        </Note>
    );
}
