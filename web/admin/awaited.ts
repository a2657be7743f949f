// What the shop's document is about to have, and is not generated yet. Whatever it has by now is taken from there.
import type { Client } from "openapi-fetch";
import type { components, paths } from "till-api";

type Known = components["schemas"];

interface AwaitedSchemas {
    OwnAccount: Known["Account"] & { permissions: string[] };
    Shop: {
        name: string;
        currency: string;
        currency_digits: number;
        public_catalogue: boolean;
        registration: boolean;
        demonstration_accounts: { username: string; password: string; role: string }[];
    };
    Role: { name: string; permissions: string[] };
    SalesFigures: { orders: number; units: number; revenue: string };
    SalesReport: {
        from: string;
        to: string;
        by: "day" | "week" | "month";
        currency: string;
        items: { start: string; orders: number; units: number; revenue: string }[];
        total: AwaitedSchemas["SalesFigures"];
        best_sellers: {
            product_id: number | null;
            sku: string | null;
            name: string;
            units: number;
            revenue: string;
        }[];
    };
    ImportReport: {
        added: number;
        changed: number;
        unchanged: number;
        bad: number;
        faults: { line: number; message: string }[];
        rows: {
            line: number;
            key: string;
            outcome: "added" | "changed";
            changes: { field: string; before: string | null; after: string | null }[];
        }[];
    };
    ImportJob: {
        id: number;
        kind: "products" | "customers" | "orders";
        status: "waiting" | "running" | "done" | "refused" | "failed";
        percent: number;
        started_at: string;
        ended_at: string | null;
        error: string | null;
        report: AwaitedSchemas["ImportReport"] | null;
    };
}

interface Parameters<Query, Path> {
    query?: Query;
    header?: never;
    path: Path;
    cookie?: never;
}

interface Call<Body, Query = never, Path = never, Type extends string = "application/json"> {
    parameters: [Path] extends [never] ? { query?: Query; header?: never; path?: never } : Parameters<Query, Path>;
    requestBody?: never;
    responses: { 200: { headers: Record<string, unknown>; content: { [type in Type]: Body } } };
}

interface Sending<Body, Query = never, Path = never> extends Omit<Call<Body, Query, Path>, "requestBody"> {
    requestBody: { content: { "text/csv": string } };
}

interface Id {
    id: number;
}

interface Importing {
    post: Sending<AwaitedSchemas["ImportJob"], { skip_bad?: boolean }>;
}

interface Previewing {
    post: Sending<AwaitedSchemas["ImportReport"]>;
}

interface Exporting {
    get: Call<string, { after?: string }, never, "text/csv">;
}

interface AwaitedPaths {
    "/shop": { get: Call<AwaitedSchemas["Shop"]> };
    "/roles": { get: Call<AwaitedSchemas["Role"][]> };
    "/reports/sales": {
        get: Call<AwaitedSchemas["SalesReport"], { from?: string; to?: string; by?: "day" | "week" | "month" }>;
    };
    "/products/{id}/image": {
        post: Sending<Known["Product"], never, Id>;
        delete: Call<never, never, Id>;
    };
    "/imports/{id}": { get: Call<AwaitedSchemas["ImportJob"], never, Id> };
    "/imports/products": Importing;
    "/imports/customers": Importing;
    "/imports/orders": Importing;
    "/imports/products/preview": Previewing;
    "/imports/customers/preview": Previewing;
    "/imports/orders/preview": Previewing;
    "/exports/products.csv": Exporting;
    "/exports/customers.csv": Exporting;
    "/exports/orders.csv": Exporting;
}

export type Schemas = Known & Omit<AwaitedSchemas, keyof Known>;
export type Api = Client<paths & Omit<AwaitedPaths, keyof paths>>;
