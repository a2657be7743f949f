/** Times as the clocks of the shop show them, wherever the reader is. Until the shop has said its zone, as the reader's. */

let zone: string | undefined;
const formats = new Map<string, Intl.DateTimeFormat>();

/** By its IANA name. One that this browser does not know leaves UTC, which is at least the same for everybody. */
export function setTimeZone(name: string) {
    try {
        new Intl.DateTimeFormat("en", { timeZone: name });
        zone = name;
    } catch {
        zone = "UTC";
    }
    formats.clear();
}

export function formatTime(at: string | Date, options: Intl.DateTimeFormatOptions): string {
    const key = JSON.stringify(options);
    let format = formats.get(key);
    if (!format) formats.set(key, (format = new Intl.DateTimeFormat("en", { ...options, timeZone: zone })));
    return format.format(new Date(at));
}

/** The day that the shop has at that moment: `2026-01-31`. */
export function dayOf(at: Date): string {
    const day = { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone } as const;
    const parts = new Intl.DateTimeFormat("en", day).formatToParts(at);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
    return `${part("year")}-${part("month")}-${part("day")}`;
}
