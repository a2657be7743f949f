/** Money is decimal text, as the API has it, and is counted in minor units: never in floating point. */

type Decimal = `${number}`;

const formats = new Map<string, Intl.NumberFormat>(); // making one takes longer than drawing a product

function formatOf(currency: string): Intl.NumberFormat {
    let format = formats.get(currency);
    if (!format) formats.set(currency, (format = new Intl.NumberFormat("en", { style: "currency", currency })));
    return format;
}

/** As a person writes it: `"1234.50"`, `"EUR"` gives `€1,234.50`. */
export function formatMoney(amount: string, currency: string): string {
    return formatOf(currency).format(amount as Decimal);
}

/** How many digits the currency has behind its point. */
export function digitsOf(currency: string): number {
    return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `"19.9"` with 2 digits gives 1990n; undefined where the text is no such amount. */
export function minorUnits(amount: string, digits: number): bigint | undefined {
    const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount.trim());
    const fraction = parts?.[3] ?? "";
    if (!parts || fraction.length > digits) return undefined;
    const units = BigInt(`${parts[2]}${fraction.padEnd(digits, "0")}`);
    return parts[1] ? -units : units;
}

/** 1990n with 2 digits gives `"19.90"`. */
export function decimalText(units: bigint, digits: number): string {
    const text = (units < 0n ? -units : units).toString().padStart(digits + 1, "0");
    const whole = text.slice(0, text.length - digits);
    const sign = units < 0n ? "-" : "";
    return digits === 0 ? sign + whole : `${sign}${whole}.${text.slice(text.length - digits)}`;
}
