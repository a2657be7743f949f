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
            <Note title="Your cart has changed in the meantime">
                <Text size="sm">Nothing was ordered by this page. Perhaps you ordered in another window?</Text>
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
        <Note title={gone.length > 0 ? "A product is no longer available" : "A price has changed"}>
            {gone.map((line) => (
                <Text size="sm" key={line.product_id}>
                    <bdi>{line.name}</bdi> is no longer in the shop and was taken out of your cart.
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
                Nothing was ordered.{" "}
                {cart.items.length > 0 && (
                    <>
                        Your order now costs <Money amount={cart.total} currency={cart.currency} />. Review it, and place the
                        order if you agree.
                    </>
                )}
            </Text>
        </Note>
    );
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
        <Note title="There is not enough in stock">
            <Stack gap="xs">
                <Text size="sm">Nothing was ordered. Of these products, less is available than you want:</Text>
                {shortages.map(({ product_id, requested, available }) => {
                    const line = cart.items.find((item) => item.product_id === product_id);
                    if (!line || line.quantity <= available) return null;
                    return (
                        <Group key={product_id} justify="space-between">
                            <Text size="sm">
                                <bdi>{line.name}</bdi>: {available === 0 ? "sold out" : `only ${available} left`}, you want {requested}.
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
