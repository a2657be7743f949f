import { useQuery } from "@tanstack/react-query";
import { got, type Schemas } from "../../shared/api";
import { dayOf } from "../../shared/times";
import { useMay } from "../access";
import type { Status } from "../orders/orders";
import { api } from "../shop";

export type Report = Schemas["SalesReport"];
export type Metrics = Schemas["SalesFigures"];

export const spans = [
    { name: "month", label: "30 days", by: "day", periods: 30 },
    { name: "quarter", label: "12 weeks", by: "week", periods: 12 },
    { name: "year", label: "12 months", by: "month", periods: 12 },
] as const;

export type Span = (typeof spans)[number];

const day_ms = 86_400_000;

/** Days of the calendar are counted as UTC counts them: all of them have 24 hours there. */
function dayText(time_ms: number): string {
    return new Date(time_ms).toISOString().slice(0, 10);
}

/** The first day of the span that ends on that day, and of the one before it. */
export function daysOf({ by, periods }: Span, to: string): { from: string; before: string; to: string } {
    const today = new Date(to);
    const back = (count: number) => {
        if (by === "month") return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - count + 1, 1);
        const sinceMonday = by === "week" ? (today.getUTCDay() + 6) % 7 : 0;
        return today.getTime() - sinceMonday * day_ms - (count - 1) * (by === "week" ? 7 : 1) * day_ms;
    };
    return { from: dayText(back(periods)), before: dayText(back(2 * periods)), to };
}

/** The sales of a span, and their sum in the one before. */
export function useSales(span: Span) {
    return useQuery({
        queryKey: ["sales", span.name],
        queryFn: async () => {
            const { from, before, to } = daysOf(span, dayOf(new Date()));
            const ask = (first: string, last: string) =>
                got(api.GET("/reports/sales", { params: { query: { from: first, to: last, by: span.by } } }));
            const dayBefore = dayText(Date.parse(from) - day_ms);
            const [now, earlier] = await Promise.all([ask(from, to), ask(before, dayBefore)]);
            return { now, earlier: earlier.total };
        },
        staleTime: 60_000,
    });
}

/** The newest orders in a state, and how many there are. */
export function useOrdersIn(status: Status, per_page: number) {
    const query = { status, per_page };
    return useQuery({
        queryKey: ["orders", query],
        queryFn: () => got(api.GET("/orders", { params: { query } })),
    });
}

export function useLowStock(per_page: number) {
    const query = { below: 10, per_page };
    return useQuery({
        queryKey: ["low-stock", query],
        queryFn: () => got(api.GET("/inventory/low-stock", { params: { query } })),
        enabled: useMay("stock:read"),
    });
}

/** `+12 %` against the span before; undefined where there was nothing. */
export function growth(now: number, before: number): string | undefined {
    if (before === 0) return undefined;
    const percent = Math.round(((now - before) / before) * 100);
    return `${percent > 0 ? "+" : percent < 0 ? "−" : "±"}${Math.abs(percent)} %`;
}
