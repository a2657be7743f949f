import { useQuery } from "@tanstack/react-query";
import { got, type Schemas } from "../../shared/api";
import { api, somethingChanged } from "../shop";
import type { Kind } from "./kinds";

export type ImportReport = Schemas["ImportReport"];
export type ImportJob = Schemas["ImportJob"];

/** The body is the file as it is; whatever the system calls it, it is CSV. */
function asBody(file: File) {
    return {
        body: file as unknown as string,
        bodySerializer: (body: unknown) => body as Blob,
        headers: { "Content-Type": "text/csv" },
    };
}

/** What the import would do; nothing is stored. */
export function preview(kind: Kind, file: File): Promise<ImportReport> {
    if (kind === "products") return got(api.POST("/imports/products/preview", asBody(file)));
    if (kind === "customers") return got(api.POST("/imports/customers/preview", asBody(file)));
    return got(api.POST("/imports/orders/preview", asBody(file)));
}

export function start(kind: Kind, file: File, skip_bad: boolean): Promise<ImportJob> {
    const init = { ...asBody(file), params: { query: { skip_bad } } };
    if (kind === "products") return got(api.POST("/imports/products", init));
    if (kind === "customers") return got(api.POST("/imports/customers", init));
    return got(api.POST("/imports/orders", init));
}

export const isOver = ({ status }: ImportJob) => status !== "waiting" && status !== "running";

const askAgain_ms = 500;

/** Follows an import until it is over. */
export function useJob(id: number) {
    return useQuery({
        queryKey: ["import", id],
        queryFn: async () => {
            const job = await got(api.GET("/imports/{id}", { params: { path: { id } } }));
            if (isOver(job)) void somethingChanged();
            return job;
        },
        refetchInterval: ({ state: { data } }) => (data && isOver(data) ? false : askAgain_ms),
        staleTime: Infinity,
    });
}
