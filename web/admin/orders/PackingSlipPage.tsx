import { Anchor, Button, Group, Skeleton, Stack } from "@mantine/core";
import { ChevronLeft, Printer } from "lucide-react";
import { Link } from "react-router-dom";
import { ProblemNote } from "../../shared/ProblemNote";
import { PageHead } from "../layout/PageHead";
import { count, showDate } from "../layout/texts";
import { useNumberInPath } from "../layout/useNumberInPath";
import { useShop } from "../shop";
import { type Order, useOrder } from "./orders";

/** The contents of the parcel, without prices and with boxes to tick while packing. Only the slip itself is printed. */
export function Page() {
    const id = useNumberInPath("id");
    const read = useOrder(id);
    return (
        <Stack>
            <Group justify="space-between" className="no-print">
                <Anchor component={Link} to={`/orders/${id}`} size="sm" className="page-up">
                    <ChevronLeft size={16} aria-hidden /> Order {id}
                </Anchor>
                <Button onClick={() => window.print()} leftSection={<Printer size={16} aria-hidden />}>
                    Print
                </Button>
            </Group>
            {read.error && <ProblemNote error={read.error} onRetry={() => read.refetch()} />}
            {read.isPending && <Skeleton height={480} />}
            {read.data && <Slip order={read.data.order} />}
        </Stack>
    );
}

function Slip({ order }: { order: Order }) {
    const shop = useShop();
    const name = order.customer_name;
    const isNamed = name !== null && !order.shipping_address?.startsWith(name);
    return (
        <article className="slip">
            <header>
                <span className="slip-shop">{shop.data?.name}</span>
                <PageHead title="Packing slip" />
            </header>
            <div className="slip-facts">
                <address>
                    {isNamed && <b dir="auto">{name}</b>}
                    <span className="lines" dir="auto">{order.shipping_address ?? "No shipping address"}</span>
                </address>
                <dl>
                    <dt>Order</dt>
                    <dd>{order.id}</dd>
                    <dt>Date</dt>
                    <dd>{showDate(order.placed_at)}</dd>
                    {order.carrier && (
                        <>
                            <dt>Carrier</dt>
                            <dd>{order.carrier}</dd>
                        </>
                    )}
                    {order.tracking_number && (
                        <>
                            <dt>Tracking</dt>
                            <dd>{order.tracking_number}</dd>
                        </>
                    )}
                </dl>
            </div>
            <table>
                <thead>
                    <tr>
                        <th scope="col">Quantity</th>
                        <th scope="col">Product</th>
                        <th scope="col">SKU</th>
                        <th scope="col">Packed</th>
                    </tr>
                </thead>
                <tbody>
                    {order.items.map((line, index) => (
                        <tr key={index}>
                            <td className="figure">{line.quantity}</td>
                            <td dir="auto">{line.name}</td>
                            <td className="figure">{line.sku}</td>
                            <td>
                                <span className="box" />
                            </td>
                        </tr>
                    ))}
                </tbody>
            </table>
            <p>
                {count(order.line_count, "line")}, {count(order.item_count, "unit")}
            </p>
            {order.note && (
                <p>
                    <b>Note:</b> <span className="lines" dir="auto">{order.note}</span>
                </p>
            )}
            <footer>Thank you for your order.</footer>
        </article>
    );
}
