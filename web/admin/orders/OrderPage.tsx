import { Anchor, Button, Paper, Skeleton, Stack, Table, Text, Timeline, Title } from "@mantine/core";
import { Printer } from "lucide-react";
import { Link } from "react-router-dom";
import { Money } from "../../shared/Money";
import { ProblemNote } from "../../shared/ProblemNote";
import { May } from "../access";
import { PageHead } from "../layout/PageHead";
import { capital, showTime } from "../layout/texts";
import { useNumberInPath } from "../layout/useNumberInPath";
import { CustomerLink } from "./CustomerLink";
import { OrderSteps } from "./OrderSteps";
import { type Order, useOrder, useTracking } from "./orders";
import { StatusMark } from "./StatusMark";

const up = { to: "/orders", label: "Orders" };

export function Page() {
    const id = useNumberInPath("id");
    const read = useOrder(id);
    const order = read.data?.order;
    if (!read.data || !order) {
        return (
            <Stack>
                <PageHead title={`Order ${id}`} up={up} />
                {read.error ? (
                    <ProblemNote error={read.error} onRetry={() => read.refetch()} />
                ) : (
                    <Skeleton height={320} />
                )}
            </Stack>
        );
    }
    return (
        <Stack>
            <PageHead
                title={`Order ${id}`}
                up={up}
                mark={<StatusMark status={order.status} />}
                about={`Placed ${showTime(order.placed_at)}`}
            >
                <Button
                    component={Link}
                    to={`/orders/${id}/packing-slip`}
                    variant="default"
                    leftSection={<Printer size={16} aria-hidden />}
                >
                    Packing slip
                </Button>
            </PageHead>
            <May permission="orders:write">
                <OrderSteps key={order.version} read={read.data} />
            </May>
            <div className="with-aside">
                <Stack>
                    <Lines order={order} />
                    {order.note && (
                        <Paper withBorder p="lg" className="surface" component="section" aria-label="Note">
                            <Title order={2} size="h4" mb="xs">
                                Note
                            </Title>
                            <Text size="sm" className="lines" dir="auto">
                                {order.note}
                            </Text>
                        </Paper>
                    )}
                </Stack>
                <Stack>
                    <Paper withBorder p="lg" className="surface" component="section" aria-label="Customer">
                        <Title order={2} size="h4" mb="xs">
                            Customer
                        </Title>
                        <Text size="sm">
                            <CustomerLink id={order.customer_id} name={order.customer_name} />
                        </Text>
                        {order.customer_email && (
                            <Anchor href={`mailto:${order.customer_email}`} size="sm" display="block">
                                {order.customer_email}
                            </Anchor>
                        )}
                        {order.customer_phone && <Text size="sm">{order.customer_phone}</Text>}
                        <Title order={3} size="h5" mt="sm">
                            Ship to
                        </Title>
                        <Text size="sm" className="lines" dir="auto" c={order.shipping_address ? "inherit" : "dimmed"}>
                            {order.shipping_address ?? "No shipping address"}
                        </Text>
                    </Paper>
                    <History order={order} />
                </Stack>
            </div>
        </Stack>
    );
}

function Lines({ order: { items, total, currency } }: { order: Order }) {
    return (
        <Paper withBorder className="surface" component="section" aria-label="Items" p="xs">
            <Table className="cards" role="table" aria-label="Lines" verticalSpacing="sm">
                <Table.Thead role="rowgroup">
                    <Table.Tr role="row">
                        <Table.Th role="columnheader">Product</Table.Th>
                        <Table.Th role="columnheader" ta="right">
                            Price
                        </Table.Th>
                        <Table.Th role="columnheader" ta="right">
                            Quantity
                        </Table.Th>
                        <Table.Th role="columnheader" ta="right">
                            Total
                        </Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody role="rowgroup">
                    {items.map((line, index) => (
                        <Table.Tr key={index} role="row">
                            <Table.Td role="cell" data-name>
                                {line.product_id === null ? (
                                    <bdi>{line.name}</bdi>
                                ) : (
                                    <Link to={`/products/${line.product_id}`} className="quiet-link" dir="auto">
                                        {line.name}
                                    </Link>
                                )}
                                <Text size="xs" c="dimmed">
                                    {line.sku ?? "no SKU"}
                                </Text>
                            </Table.Td>
                            <Table.Td role="cell" ta="right" data-label="Price">
                                <Money amount={line.unit_price} currency={currency} />
                            </Table.Td>
                            <Table.Td role="cell" ta="right" data-label="Quantity" className="figure">
                                {line.quantity}
                            </Table.Td>
                            <Table.Td role="cell" ta="right" data-label="Total">
                                <Money amount={line.line_total} currency={currency} />
                            </Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
            <Text ta="right" p="sm" fw={600}>
                Total <Money amount={total} currency={currency} />
            </Text>
        </Paper>
    );
}

/** The history of the order, newest entry last. */
function History({ order }: { order: Order }) {
    const tracking = useTracking(order.id);
    const history = tracking.data?.history ?? [];
    return (
        <Paper withBorder p="lg" className="surface" component="section" aria-label="History">
            <Title order={2} size="h4" mb="xs">
                History
            </Title>
            {(order.carrier || order.tracking_number) && (
                <Text size="sm" mb="md">
                    Tracking: {order.carrier} <b className="figure">{order.tracking_number}</b>
                </Text>
            )}
            {tracking.error && <ProblemNote error={tracking.error} onRetry={() => tracking.refetch()} />}
            <Timeline active={history.length - 1} bulletSize={14} lineWidth={2}>
                {history.map(({ status, at, note, carrier, tracking_number }, index) => (
                    <Timeline.Item
                        key={index}
                        title={status === history[index - 1]?.status ? "Tracking updated" : capital(status)}
                    >
                        <Text size="sm" c="dimmed">
                            {showTime(at)}
                        </Text>
                        {(carrier || tracking_number) && (
                            <Text size="sm">
                                {carrier} <span className="figure">{tracking_number}</span>
                            </Text>
                        )}
                        {note && <Text size="sm" dir="auto">{note}</Text>}
                    </Timeline.Item>
                ))}
            </Timeline>
        </Paper>
    );
}
