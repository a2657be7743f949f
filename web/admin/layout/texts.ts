import { formatTime } from "../../shared/times";

const number = new Intl.NumberFormat("en");
const signed = new Intl.NumberFormat("en", { signDisplay: "exceptZero" });

export const showTime = (at: string) => formatTime(at, { dateStyle: "medium", timeStyle: "short" });
export const showDate = (at: string) => formatTime(at, { dateStyle: "medium" });
export const showNumber = (value: number) => number.format(value);
export const showChange = (value: number) => signed.format(value);

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `count(2, "order")` gives `2 orders`. */
export function count(many: number, what: string): string {
    return `${showNumber(many)} ${what}${many === 1 ? "" : "s"}`;
}
