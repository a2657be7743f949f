import type { Schemas } from "../../shared/api";
import type { Permission } from "../access";

export type Kind = Schemas["ImportJob"]["kind"];

interface About {
    kind: Kind;
    label: string;
    noun: string;
    /** What stands in the first line of a file. */
    columns: string;
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
        columns: "sku, name, description, category, price, stock, image_url, id",
        operation: "importProducts",
        mayImport: "products:import",
        mayExport: "products:export",
        note: "A product is identified by its SKU, or by the ID that an export gives it. Stock is used for new products only.",
    },
    {
        kind: "customers",
        label: "Customers",
        noun: "customer",
        columns: "name, email, phone",
        operation: "importCustomers",
        mayImport: "customers:import",
        mayExport: "customers:export",
        note: "A customer is identified by the e-mail address.",
    },
    {
        kind: "orders",
        label: "Orders",
        noun: "order",
        columns:
            "number, placed_at, customer_email, sku, name, quantity, unit_price, status, shipping_address, note, " +
            "carrier, tracking_number, history",
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
