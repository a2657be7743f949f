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

/** `"19.9"` with 2 digits gives 1990n; undefined where the text is no such amount. */
export function minorUnits(amount: string, digits: number): bigint | undefined {
    const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount.trim());
    const fraction = parts?.[3] ?? "";
    if (!parts || fraction.length > digits) return undefined;
    const units = BigInt(`${parts[2]}${fraction.padEnd(digits, "0")}`);
    return parts[1] ? -units : units;
}

/**
 * An amount as people type it, with a dot or a comma before the decimals and the other one between thousands, as the
 * API takes it: `"1.234,5"` gives `"1234.5"`. Undefined where the text is no amount with at most so many digits.
 */
export function typedAmount(text: string, digits: number): string | undefined {
    const typed = text.replace(/[\s\u00a0\u202f']/g, "");
    const decimals = /[.,](\d*)$/.exec(typed);
    const separators = typed.match(/[.,]/g) ?? [];
    const isGrouped = separators.length > 1;
    if (isGrouped && !/^-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/.test(typed)) return undefined;
    const isOnlyGroups = isGrouped && new Set(separators).size === 1;
    const end = decimals && !isOnlyGroups ? decimals.index : typed.length;
    const fraction = typed.slice(end + 1);
    const amount = typed.slice(0, end).replace(/[.,]/g, "") + (fraction ? `.${fraction}` : "");
    return minorUnits(amount, digits) === undefined ? undefined : amount;
}

/** An example of an amount with so many digits: `"19.99"`, `"20"`. */
export const exampleAmount = (digits: number) => (digits === 0 ? "20" : (19.99).toFixed(digits));
