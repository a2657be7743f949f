import { Anchor, Group, Paper, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import { Money } from "../../shared/Money";
import { ProblemNote } from "../../shared/ProblemNote";
import { useMay } from "../access";
import { showDate, showNumber } from "../layout/texts";
import { StockMark } from "../products/StockMark";
import { type Report, useLowStock, useOrdersIn } from "./metrics";

interface CardProps {
    title: string;
    more?: { to: string; label: string };
    children: ReactNode;
}

export function Card({ title, more, children }: CardProps) {
    return (
        <Paper withBorder p="lg" className="surface" component="section" aria-label={title}>
            <Group justify="space-between" mb="md" wrap="nowrap">
                <Title order={2} size="h4">
                    {title}
                </Title>
                {more && (
                    <Anchor component={Link} to={more.to} size="sm">
                        {more.label}
                    </Anchor>
                )}
            </Group>
            {children}
        </Paper>
    );
}

/** The products with the highest revenue; the bars are drawn into the table itself. */
export function BestSellers({ report }: { report: Report }) {
    const most = Math.max(...report.best_sellers.map(({ revenue }) => Number(revenue)), 1);
    if (report.best_sellers.length === 0) return <Text c="dimmed">No sales in this period.</Text>;
    return (
        <Table aria-label="Best sellers" className="best-sellers" withRowBorders={false}>
            <Table.Thead>
                <Table.Tr>
                    <Table.Th>Product</Table.Th>
                    <Table.Th ta="right">Units</Table.Th>
                    <Table.Th ta="right">Revenue</Table.Th>
                </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
                {report.best_sellers.map(({ product_id, removed, name, units, revenue }, index) => (
                    <Table.Tr key={index}>
                        <Table.Td>
                            {product_id === null ? (
                                name
                            ) : (
                                <Link to={`/products/${product_id}`} className="quiet-link">
                                    {name}
                                </Link>
                            )}
                            {removed && (
                                <Text span size="xs" c="dimmed">
                                    {" "}
                                    deleted
                                </Text>
                            )}
                            <span className="share" style={{ width: `${(Number(revenue) / most) * 100}%` }} />
                        </Table.Td>
                        <Table.Td ta="right" className="figure">
                            {showNumber(units)}
                        </Table.Td>
                        <Table.Td ta="right">
                            <Money amount={revenue} currency={report.currency} />
                        </Table.Td>
                    </Table.Tr>
                ))}
            </Table.Tbody>
        </Table>
    );
}

export function PendingOrders() {
    const waiting = useOrdersIn("pending", 8);
    if (waiting.error) return <ProblemNote error={waiting.error} onRetry={() => waiting.refetch()} />;
    if (waiting.data?.items.length === 0) return <Text c="dimmed">No pending orders.</Text>;
    return (
        <ul className="plain-list">
            {waiting.data?.items.map((order) => (
                <li key={order.id}>
                    <Anchor component={Link} to={`/orders/${order.id}`} size="sm">
                        Order {order.id}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                        {showDate(order.placed_at)}, {showNumber(order.item_count)} units
                    </Text>
                    <Text size="sm">
                        <Money amount={order.total} currency={order.currency} />
                    </Text>
                </li>
            ))}
        </ul>
    );
}

export function LowStock() {
    const low = useLowStock(8);
    const mayRead = useMay("stock:read");
    if (!mayRead) return <Text c="dimmed">No access.</Text>;
    if (low.error) return <ProblemNote error={low.error} onRetry={() => low.refetch()} />;
    if (low.data?.items.length === 0) return <Text c="dimmed">All products have enough stock.</Text>;
    return (
        <ul className="plain-list">
            {low.data?.items.map(({ id, name, stock }) => (
                <li key={id}>
                    <Anchor component={Link} to={`/products/${id}/stock`} size="sm" className="grow">
                        {name}
                    </Anchor>
                    <StockMark stock={stock} />
                </li>
            ))}
        </ul>
    );
}
