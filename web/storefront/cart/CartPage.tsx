import { Anchor, Button, Skeleton, Stack, Text } from "@mantine/core";
import { Link } from "react-router-dom";
import { Money } from "../../shared/Money";
import { ProblemNote } from "../../shared/ProblemNote";
import { PageTitle } from "../layout/PageTitle";
import { useShopper } from "../shop";
import classes from "./Cart.module.css";
import { LineImage } from "./LineImage";
import { QuantityField } from "./QuantityField";
import { type Cart, type CartLine, useCart, useRemoveFromCart, useSetQuantity } from "./queries";
import { Vanished } from "./Vanished";

export function Page() {
    const cart = useCart({ live: true });
    return (
        <>
            <PageTitle title="Your cart" />
            {cart.data && <Vanished cart={cart.data} />}
            {cart.data ? <Filled cart={cart.data} /> : <Waiting error={cart.error} onRetry={() => void cart.refetch()} />}
        </>
    );
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
    const staff = useShopper()?.customer_id === null;
    if (staff) return <Text mt="md">Staff accounts have no cart.</Text>;
    if (error) return <ProblemNote error={error} onRetry={onRetry} />;
    return (
        <Stack mt="lg" role="status" aria-label="Loading cart">
            <Skeleton height={80} />
            <Skeleton height={80} />
        </Stack>
    );
}

function Filled({ cart }: { cart: Cart }) {
    if (cart.items.length === 0) return <Empty />;
    const short = cart.items.some((line) => line.quantity > line.available);
    return (
        <div className={classes.layout}>
            <ul className={classes.lines} aria-label="In your cart">
                {cart.items.map((line) => (
                    <Line key={line.product_id} line={line} currency={cart.currency} />
                ))}
            </ul>
            <section className={classes.summary} aria-label="Sum">
                <div className={classes.sum}>
                    <span>Total</span>
                    <Money amount={cart.total} currency={cart.currency} />
                </div>
                {short ? (
                    <Text size="sm">Reduce the quantities that are not available, then check out.</Text>
                ) : (
                    <Button component={Link} to="/checkout" size="md" fullWidth>
                        Check out
                    </Button>
                )}
            </section>
        </div>
    );
}

function Empty() {
    return (
        <Stack align="flex-start" mt="md">
            <Text c="dimmed">Your cart is empty.</Text>
            <Button component={Link} to="/products">
                View all products
            </Button>
        </Stack>
    );
}

function Line({ line, currency }: { line: CartLine; currency: string }) {
    const set = useSetQuantity();
    const remove = useRemoveFromCart();
    const { product_id, name, available } = line;
    const quantity = set.isPending ? set.variables.quantity : line.quantity;
    const error = set.error ?? remove.error;
    return (
        <li className={classes.line}>
            <LineImage product_id={product_id} name={name} />
            <div>
                <Link className={classes.lineName} to={`/products/${product_id}`}>
                    <bdi>{name}</bdi>
                </Link>
                <Text size="sm" c="dimmed">
                    <Money amount={line.unit_price} currency={currency} /> each
                </Text>
                <Availability quantity={quantity} available={available} />
                <div className={classes.controls}>
                    {available > 0 && (
                        <QuantityField
                            name={name}
                            value={quantity}
                            most={available}
                            onChange={(wanted) => set.mutate({ product_id, quantity: wanted })}
                        />
                    )}
                    {quantity > available && available > 0 && (
                        <Button size="xs" variant="default" onClick={() => set.mutate({ product_id, quantity: available })}>
                            Reduce to {available}
                        </Button>
                    )}
                    <Anchor
                        component="button"
                        size="sm"
                        underline="always"
                        aria-label={`Remove ${name}`}
                        onClick={() => remove.mutate(product_id)}
                    >
                        Remove
                    </Anchor>
                </div>
                {error && <ProblemNote error={error} />}
            </div>
            <div className={classes.total}>
                <Money amount={line.line_total} currency={currency} />
            </div>
        </li>
    );
}

function Availability({ quantity, available }: { quantity: number; available: number }) {
    if (quantity <= available) return null;
    return (
        <div className={classes.short} role="status">
            {available === 0 ? "Sold out." : `Only ${available} left.`}
        </div>
    );
}
