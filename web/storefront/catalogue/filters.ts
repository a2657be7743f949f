import { useSearchParams } from "react-router-dom";
import type { ProductFilters } from "./queries";

const perPage = 24;

export const sorts = {
    relevance: "Best match",
    name: "Name",
    price: "Price, low to high",
    "-price": "Price, high to low",
    "-created_at": "Newest first",
} as const;

type Sort = keyof typeof sorts;

/** The filters stand in the address, so a list can be gone back to and passed on. */
export function useFilters() {
    const [parameters, setParameters] = useSearchParams();
    const text = (name: string) => parameters.get(name) ?? undefined;
    const search = text("search");
    const chosen = { search, category: text("category"), min_price: text("min_price"), max_price: text("max_price") };
    const sort = sortOf(parameters.get("sort"), search);
    const filters: ProductFilters = {
        ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)),
        ...(parameters.get("in_stock") === "true" ? { in_stock: true } : {}),
        sort,
        page: pageOf(parameters.get("page")),
        per_page: perPage,
    };
    /** Another page is a step of its own in the browser's way back; a filter is not. */
    const change = (changes: Record<string, string | undefined>) => {
        const next = new URLSearchParams(parameters);
        if (!("page" in changes)) next.delete("page");
        for (const [name, value] of Object.entries(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
        }
        setParameters(next, { replace: !("page" in changes), preventScrollReset: !("page" in changes) });
    };
    return { filters, change };
}

function sortOf(text: string | null, search: string | undefined): Sort {
    if (text !== null && text in sorts && (text !== "relevance" || search)) return text as Sort;
    return search ? "relevance" : "name";
}

function pageOf(text: string | null): number {
    const page = Number(text);
    return Number.isSafeInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1;
}
