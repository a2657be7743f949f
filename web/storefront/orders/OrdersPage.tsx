import { Button, Pagination, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router-dom";
import { Money } from "../../shared/Money";
import { ProblemNote } from "../../shared/ProblemNote";
import { PageTitle } from "../layout/PageTitle";
import { PastTheEnd } from "../layout/PastTheEnd";
import { useShopper } from "../shop";
import { useDates } from "./dates";
import classes from "./Orders.module.css";
import { type Order, ordersQuery } from "./queries";
import { StatusBadge } from "./Status";

export function Page() {
    const staff = useShopper()?.customer_id === null;
    return (
        <>
            <PageTitle title="Orders" />
            {staff ? <Text mt="md">Staff accounts have no orders.</Text> : <Orders />}
        </>
    );
}

function Orders() {
    const [parameters, setParameters] = useSearchParams();
    const page = Math.max(1, Math.trunc(Number(parameters.get("page")) || 1));
    const { data, error, refetch } = useQuery(ordersQuery(page));
    const goTo = (next: number) => setParameters({ page: String(next) });
    if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
    if (!data) {
        return (
            <Stack mt="lg" role="status" aria-label="Loading orders">
                <Skeleton height={76} />
                <Skeleton height={76} />
            </Stack>
        );
    }
    if (data.total === 0) {
        return (
            <Stack align="flex-start" mt="md">
                <Text c="dimmed">No orders yet.</Text>
                <Button component={Link} to="/products">
                    View all products
                </Button>
            </Stack>
        );
    }
    return (
        <>
            <ul className={classes.list}>
                {data.items.map((order) => (
                    <Entry key={order.id} order={order} />
                ))}
            </ul>
            {data.items.length === 0 && <PastTheEnd page={page} pages={data.pages ?? 1} onPage={goTo} />}
            {(data.pages ?? 1) > 1 && (
                <Pagination
                    mt="lg"
                    component="nav"
                    aria-label="Pages"
                    total={data.pages ?? 1}
                    value={data.page ?? 1}
                    onChange={goTo}
                    getControlProps={(control) => ({ "aria-label": `${control} page` })}
                    getItemProps={(number) => ({ "aria-label": `Page ${number}` })}
                />
            )}
        </>
    );
}

function Entry({ order }: { order: Order }) {
    const { formatDay } = useDates();
    const what = order.items.map((line) => (line.quantity === 1 ? line.name : `${line.quantity} × ${line.name}`));
    if (order.items_truncated) what.push(`and ${order.line_count - order.items.length} more`);
    return (
        <li className={classes.order}>
            <div>
                <Link className={classes.link} to={`/orders/${order.id}`}>
                    Order {order.id}
                </Link>{" "}
                <Text span size="sm" c="dimmed">
                    {formatDay(order.placed_at)}
                </Text>
            </div>
            <StatusBadge status={order.status} />
            <div className={classes.what}>{what.join(", ")}</div>
            <Money amount={order.total} currency={order.currency} />
        </li>
    );
}
