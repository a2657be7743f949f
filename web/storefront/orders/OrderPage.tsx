import { Anchor, Group, Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useParams } from "react-router-dom";
import { Money } from "../../shared/Money";
import { ProblemNote } from "../../shared/ProblemNote";
import { Refused } from "../../shared/problem";
import cart from "../cart/Cart.module.css";
import { LineImage } from "../cart/LineImage";
import { MissingPage } from "../layout/FailedPage";
import { PageTitle } from "../layout/PageTitle";
import { CancelOrder } from "./CancelOrder";
import { useDates } from "./dates";
import classes from "./Orders.module.css";
import { type Order, orderQuery } from "./queries";
import { StatusBadge } from "./Status";
import { TrackingTimeline } from "./TrackingTimeline";

export function Page() {
    const { id = "" } = useParams();
    return /^[1-9]\d{0,14}$/.test(id) ? <Shown key={id} id={Number(id)} /> : <MissingPage what="Order" />;
}

function Shown({ id }: { id: number }) {
    const { data, error, refetch } = useQuery(orderQuery(id));
    if (data) return <Details order={data} />;
    if (error instanceof Refused && error.status === 404) return <MissingPage what="Order" />;
    if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} role="status" aria-label="Loading order" />;
}

function Details({ order }: { order: Order }) {
    const { formatDay } = useDates();
    const placed = (useLocation().state as { placed?: boolean } | null)?.placed === true;
    return (
        <>
            {placed && <Thanks order={order} />}
            {!placed && (
                <Anchor component={Link} to="/orders" size="sm">
                    ← My orders
                </Anchor>
            )}
            <Group justify="space-between" mt="xs">
                {placed ? (
                    <Title order={2}>Order {order.id}</Title>
                ) : (
                    <PageTitle title={`Order ${order.id}`} />
                )}
                <StatusBadge status={order.status} />
            </Group>
            <Text c="dimmed">Placed on {formatDay(order.placed_at)}</Text>
            <div className={cart.layout}>
                <Lines order={order} />
                <section className={cart.summary} aria-label="Tracking">
                    <Title order={2} size="h4">
                        Tracking
                    </Title>
                    <TrackingTimeline id={order.id} />
                    <CancelOrder order={order} />
                </section>
            </div>
        </>
    );
}

function Thanks({ order }: { order: Order }) {
    return (
        <div className={classes.thanks}>
            <PageTitle title="Thank you">Thank you for your order</PageTitle>
            <Text mt="xs">
                Your order number is {order.id}. Track it under <Link to="/orders">Orders</Link>.
            </Text>
        </div>
    );
}

function Lines({ order }: { order: Order }) {
    return (
        <div>
            <ul className={cart.lines} aria-label="Items">
                {order.items.map((line, index) => (
                    <li key={index} className={cart.line}>
                        <LineImage product_id={line.product_id} name={line.name} />
                        <div>
                            <Text fw={550} dir="auto">
                                {line.name}
                            </Text>
                            <Text size="sm" c="dimmed">
                                {line.quantity} × <Money amount={line.unit_price} currency={order.currency} />
                            </Text>
                        </div>
                        <div className={cart.total}>
                            <Money amount={line.line_total} currency={order.currency} />
                        </div>
                    </li>
                ))}
            </ul>
            <div className={cart.sum} style={{ marginTop: "1rem" }}>
                <span>Total</span>
                <Money amount={order.total} currency={order.currency} />
            </div>
            {order.shipping_address && (
                <>
                    <Title order={2} size="h4" mt="xl" mb="xs">
                        Ship to
                    </Title>
                    <address className={classes.address} dir="auto">
                        {order.shipping_address}
                    </address>
                </>
            )}
            {order.note && (
                <>
                    <Title order={2} size="h4" mt="lg" mb="xs">
                        Order note
                    </Title>
                    <Text style={{ whiteSpace: "pre-line" }} dir="auto">
                        {order.note}
                    </Text>
                </>
            )}
        </div>
    );
}
