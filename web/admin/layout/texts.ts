const dateTime = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
const date = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const number = new Intl.NumberFormat("en");
const signed = new Intl.NumberFormat("en", { signDisplay: "exceptZero" });

export const showTime = (at: string) => dateTime.format(new Date(at));
export const showDate = (at: string) => date.format(new Date(at));
export const showNumber = (value: number) => number.format(value);
export const showChange = (value: number) => signed.format(value);

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `count(2, "order")` gives `2 orders`. */
export function count(many: number, what: string): string {
    return `${showNumber(many)} ${what}${many === 1 ? "" : "s"}`;
}
