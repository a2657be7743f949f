import { NativeSelect, SimpleGrid, Skeleton, Stack } from "@mantine/core";
import { formatMoney } from "../../shared/money";
import { ProblemNote } from "../../shared/ProblemNote";
import { PageHead } from "../layout/PageHead";
import { showNumber } from "../layout/texts";
import { useAddress } from "../lists/useAddress";
import { useShop } from "../shop";
import { type Bar, BarPlot } from "./BarPlot";
import { BestSellers, Card, LowStock, PendingOrders } from "./Cards";
import { type Report, type Span, spans, useSales } from "./metrics";
import { Tiles } from "./Tiles";

/** How the shop is doing, and what has to be done. */
export function Page() {
    const address = useAddress();
    const span = spans.find(({ name }) => name === address.text("span")) ?? spans[0];
    const sales = useSales(span);
    const zone = useShop().data?.time_zone;
    return (
        <Stack>
            <PageHead title="Overview" about={zone && `Time zone: ${zone.replaceAll("_", " ")}`}>
                <NativeSelect
                    aria-label="Period"
                    value={span.name}
                    onChange={(event) => address.change({ span: event.currentTarget.value })}
                    data={spans.map(({ name, label }) => ({ value: name, label: `Last ${label}` }))}
                />
            </PageHead>
            {sales.error && <ProblemNote error={sales.error} onRetry={() => sales.refetch()} />}
            <Tiles sales={sales.data} span={span.label} />
            <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" style={{ alignItems: "start" }}>
                <Plots report={sales.data?.now} span={span} />
                <Card title="Best sellers">
                    {sales.data ? <BestSellers report={sales.data.now} /> : <Skeleton height={220} />}
                </Card>
                <Stack>
                    <Card title="Pending orders" more={{ to: "/orders?status=pending", label: "View all" }}>
                        <PendingOrders />
                    </Card>
                    <Card title="Low stock" more={{ to: "/stock", label: "View all" }}>
                        <LowStock />
                    </Card>
                </Stack>
            </SimpleGrid>
        </Stack>
    );
}

function Plots({ report, span }: { report: Report | undefined; span: Span }) {
    const [revenue, orders] = [`Revenue by ${span.by}`, `Orders by ${span.by}`];
    const period = span.by.charAt(0).toUpperCase() + span.by.slice(1);
    return (
        <>
            <Card title={revenue}>
                {report ? (
                    <BarPlot
                        title={revenue}
                        columns={[period, "Revenue"]}
                        show={(value) => compact(value, report.currency)}
                        bars={barsOf(report, (item) => [
                            Number(item.revenue),
                            formatMoney(item.revenue, report.currency),
                        ])}
                    />
                ) : (
                    <Skeleton height={220} />
                )}
            </Card>
            <Card title={orders}>
                {report ? (
                    <BarPlot
                        title={orders}
                        columns={[period, "Orders"]}
                        show={showNumber}
                        bars={barsOf(report, (item) => [item.orders, showNumber(item.orders)])}
                    />
                ) : (
                    <Skeleton height={220} />
                )}
            </Card>
        </>
    );
}

const dayAndMonth = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const monthOnly = new Intl.DateTimeFormat("en", { month: "short", timeZone: "UTC" });
const wholeDay = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });
const wholeMonth = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

function barsOf(report: Report, of: (item: Report["items"][number]) => [number, string]): Bar[] {
    return report.items.map((item) => {
        const start = new Date(item.start);
        const [value, shown] = of(item);
        if (report.by === "month") return { label: wholeMonth.format(start), short: monthOnly.format(start), value, shown };
        const label = `${report.by === "week" ? "Week of " : ""}${wholeDay.format(start)}`;
        return { label, short: dayAndMonth.format(start), value, shown };
    });
}

function compact(value: number, currency: string): string {
    const style = { style: "currency", currency, notation: "compact", maximumFractionDigits: 1 } as const;
    return new Intl.NumberFormat("en", style).format(value);
}
