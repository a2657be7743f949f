import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { Money } from "../../shared/Money";
import { ProblemNote } from "../../shared/ProblemNote";
import { PageTitle } from "../layout/PageTitle";
import { AddressForm } from "./AddressForm";
import { useCheckout } from "./attempt";
import classes from "./Cart.module.css";
import { CheckoutProblem } from "./CheckoutProblem";
import { type Cart, useCart } from "./queries";

export function Page() {
    const navigate = useNavigate();
    const cart = useCart({ live: true });
    const checkout = useCheckout((order) =>
        navigate(`/orders/${order.id}`, { replace: true, state: { placed: true } }),
    );
    return (
        <>
            <PageTitle title="Checkout" />
            {checkout.open ? (
                <Unknown checkout={checkout} />
            ) : cart.data ? (
                <Form cart={cart.data} checkout={checkout} />
            ) : cart.error ? (
                <ProblemNote error={cart.error} onRetry={() => void cart.refetch()} />
            ) : (
                <Skeleton height={320} mt="lg" role="status" aria-label="Loading cart" />
            )}
        </>
    );
}

type Checkout = ReturnType<typeof useCheckout>;

/** No response came, and the order may be placed or not. */
function Unknown({ checkout }: { checkout: Checkout }) {
    return (
        <Stack mt="lg" maw="36rem" align="flex-start" role="alert">
            <Text fw={600}>Your order could not be confirmed.</Text>
            <Text>
                The connection was lost before the shop responded. Resend the order when you are online: it is placed only
                once, however often it is sent.
            </Text>
            <Button size="md" loading={checkout.isSending} onClick={checkout.sendAgain}>
                Resend order
            </Button>
            <Button component={Link} to="/orders" variant="subtle" px={0}>
                View orders
            </Button>
        </Stack>
    );
}

function Form({ cart, checkout }: { cart: Cart; checkout: Checkout }) {
    const [sent, setSent] = useState<Cart>();
    if (cart.items.length === 0 && !checkout.isSending) {
        return (
            <Stack align="flex-start" mt="md">
                {checkout.error && <CheckoutProblem error={checkout.error} cart={cart} sent={sent} />}
                <Text c="dimmed">Your cart is empty.</Text>
                <Button component={Link} to="/products">
                    View all products
                </Button>
            </Stack>
        );
    }
    return (
        <div className={classes.layout}>
            <Stack>
                {checkout.error && <CheckoutProblem error={checkout.error} cart={cart} sent={sent} />}
                <AddressForm
                    isSending={checkout.isSending}
                    onSubmit={(address) => {
                        setSent(cart);
                        checkout.place({ ...address, expected_total: cart.total });
                    }}
                />
            </Stack>
            <Summary cart={cart} />
        </div>
    );
}

function Summary({ cart }: { cart: Cart }) {
    return (
        <section className={classes.summary} aria-label="Order summary">
            {cart.items.map((line) => (
                <div key={line.product_id} className={classes.small}>
                    <span>
                        {line.quantity} × <bdi>{line.name}</bdi>
                    </span>
                    <Money amount={line.line_total} currency={cart.currency} />
                </div>
            ))}
            <div className={classes.sum}>
                <span>Total</span>
                <Money amount={cart.total} currency={cart.currency} />
            </div>
            <Text size="sm">
                <Link to="/cart" className={classes.lineName} style={{ textDecoration: "underline" }}>
                    Edit cart
                </Link>
            </Text>
        </section>
    );
}
