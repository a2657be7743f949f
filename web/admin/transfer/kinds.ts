import type { Schemas } from "../../shared/api";
import type { Permission } from "../access";

export type Kind = Schemas["ImportJob"]["kind"];

interface About {
    kind: Kind;
    label: string;
    noun: string;
    /** The operation of the API that takes the file. */
    operation: string;
    mayImport: Permission;
    mayExport: Permission;
    /** What a person should know before. */
    note: string;
}

export const kinds: About[] = [
    {
        kind: "products",
        label: "Products",
        noun: "product",
        operation: "importProducts",
        mayImport: "products:import",
        mayExport: "products:export",
        note: "A product is identified by its SKU, or by the ID that an export gives it. Stock is used for new products only.",
    },
    {
        kind: "customers",
        label: "Customers",
        noun: "customer",
        operation: "importCustomers",
        mayImport: "customers:import",
        mayExport: "customers:export",
        note: "A customer is identified by the e-mail address.",
    },
    {
        kind: "orders",
        label: "Orders",
        noun: "order",
        operation: "importOrders",
        mayImport: "orders:import",
        mayExport: "orders:export",
        note: "One row per order line. Imported orders take no stock. Existing orders are never changed.",
    },
];

/** Whoever has one of these has something to do on the page. */
export const transfers = kinds.flatMap(({ mayImport, mayExport }) => [mayImport, mayExport]);

export function aboutKind(kind: Kind): About {
    const found = kinds.find((one) => one.kind === kind);
    if (!found) throw new Error(`no kind ${kind}`);
    return found;
}
