import { whole } from "../../shared/api";
import { api } from "../shop";
import type { Kind } from "./kinds";

function part(kind: Kind, after: string | undefined): Promise<{ body: unknown; response: Response }> {
    const init = { params: { query: after ? { after } : {} }, parseAs: "text" } as const;
    if (kind === "products") return whole(api.GET("/exports/products.csv", init));
    if (kind === "customers") return whole(api.GET("/exports/customers.csv", init));
    return whole(api.GET("/exports/orders.csv", init));
}

/** All of it as one file: the shop gives some thousand rows at a time, each part with the header. */
export async function wholeExport(kind: Kind): Promise<string> {
    let text = "";
    let after: string | undefined;
    do {
        const { body, response } = await part(kind, after);
        const rows = String(body);
        text += text === "" ? rows : rows.slice(rows.indexOf("\n") + 1);
        after = nextIn(response.headers.get("Link"));
    } while (after);
    return text;
}

/** The next part that the `Link` header names. */
export function nextIn(link: string | null): string | undefined {
    const next = link?.split(",").find((one) => /;\s*rel="?next"?/.test(one));
    const address = /<([^>]*)>/.exec(next ?? "")?.[1];
    return address ? (new URL(address, window.location.href).searchParams.get("after") ?? undefined) : undefined;
}

/** Lets the browser save a text as a file. */
export function keepAsFile(name: string, text: string) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
}
