import { Paper, SimpleGrid, Skeleton, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import { formatMoney } from "../../shared/money";
import { showNumber } from "../layout/texts";
import { growth, type Report, type useSales, useOrdersIn } from "./metrics";

interface TileProps {
    label: string;
    value: ReactNode;
    aside?: ReactNode;
    to?: string;
}

function Tile({ label, value, aside, to }: TileProps) {
    return (
        <Paper withBorder p="md" className="surface tile" component="section" aria-label={label}>
            <Text size="sm" c="dimmed">
                {to ? (
                    <Link to={to} className="tile-link">
                        {label}
                    </Link>
                ) : (
                    label
                )}
            </Text>
            <p className="tile-value">{value ?? <Skeleton component="span" height={28} width={90} />}</p>
            <Text size="xs" c="dimmed" component="div">
                {aside}
            </Text>
        </Paper>
    );
}

type Sales = ReturnType<typeof useSales>["data"];

/** The most important metrics. */
export function Tiles({ sales, span }: { sales: Sales; span: string }) {
    const pending = useOrdersIn("pending", 8);
    const processing = useOrdersIn("processing", 1);
    const open = (pending.data?.total ?? 0) + (processing.data?.total ?? 0);
    const isCounted = pending.data !== undefined && processing.data !== undefined;
    const now = sales?.now;
    const before = sales?.earlier;
    const money = (amount: string | undefined, { currency }: Report) => (amount ? formatMoney(amount, currency) : "–");
    const against = (change: string | undefined) => (change ? `${change} vs previous ${span}` : " ");
    return (
        <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
            <Tile
                label="Revenue"
                value={now && money(now.total.revenue, now)}
                aside={now && before && against(growth(Number(now.total.revenue), Number(before.revenue)))}
            />
            <Tile
                label="Orders"
                value={now && showNumber(now.total.orders)}
                aside={now && before && against(growth(now.total.orders, before.orders))}
            />
            <Tile
                label="Average order value"
                value={now && money(now.total.average_order ?? undefined, now)}
                aside={now && `${showNumber(now.total.units)} units sold`}
            />
            <Tile
                label="Open orders"
                to="/orders?status=pending"
                value={isCounted ? showNumber(open) : undefined}
                aside={
                    isCounted &&
                    `${showNumber(pending.data.total ?? 0)} pending, ${showNumber(processing.data.total ?? 0)} processing`
                }
            />
        </SimpleGrid>
    );
}
