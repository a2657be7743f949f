import { useSearchParams } from "react-router-dom";

type Changes = Record<string, string | number | undefined>;

/** What a list shows is in its address, so that it can be linked to and the back button works. */
export function useAddress() {
    const [search, setSearch] = useSearchParams();
    const text = (name: string) => search.get(name) || undefined;
    const number = (name: string) => {
        const value = Number(search.get(name));
        return Number.isSafeInteger(value) && value > 0 ? value : undefined;
    };
    /** Anything but another page begins on the first one. */
    const change = (changes: Changes, replace = false) =>
        setSearch(
            (before) => {
                const after = new URLSearchParams(before);
                if (!("page" in changes)) after.delete("page");
                for (const [name, value] of Object.entries(changes)) {
                    if (value === undefined || value === "") after.delete(name);
                    else after.set(name, String(value));
                }
                return after;
            },
            { replace },
        );
    const choice = <Name extends string>(name: string, known: readonly Name[]) =>
        known.find((one) => one === search.get(name));
    /** Whether the address filters the list. */
    const isNarrowed = [...search.keys()].some((name) => !["page", "sort"].includes(name) && search.get(name));
    return { text, number, choice, change, isNarrowed, page: number("page") ?? 1 };
}
