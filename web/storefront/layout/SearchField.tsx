import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Search } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router-dom";
import { queryLimits } from "till-limits";

const pause_ms = 250; // between the last keystroke and the search

/** Search as you type. What is searched for stands in the address, so it can be gone back to and passed on. */
export function SearchField() {
    const navigate = useNavigate();
    const { pathname } = useLocation();
    const [parameters] = useSearchParams();
    const searched = pathname === "/products" ? (parameters.get("search") ?? "") : "";
    const [text, setText] = useState(searched);
    const asked = useRef(searched);

    // The address was changed by something else, such as the browser's way back.
    useEffect(() => {
        if (searched !== asked.current) setText(searched);
        asked.current = searched;
    }, [searched]);

    const search = (words: string) => {
        const here = pathname === "/products";
        const next = new URLSearchParams(here ? parameters : undefined);
        next.delete("page");
        next.delete("search");
        if (words.trim()) next.set("search", words.trim());
        if (next.get("search") === (parameters.get("search") ?? null) && here) return;
        asked.current = words.trim();
        navigate({ pathname: "/products", search: next.toString() }, { replace: here });
    };
    const searchSoon = useDebouncedCallback(search, pause_ms);
    const type = (words: string) => {
        setText(words);
        if (words.trim() || pathname === "/products") searchSoon(words);
    };
    const submit = (event: FormEvent) => {
        event.preventDefault();
        search(text);
    };
    return (
        <form role="search" onSubmit={submit}>
            <TextInput
                type="search"
                aria-label="Search products"
                placeholder="Search products"
                leftSection={<Search size={18} aria-hidden />}
                rightSection={text && <CloseButton aria-label="Clear search" size="sm" onClick={() => type("")} />}
                value={text}
                maxLength={queryLimits.listProducts.search.maxLength}
                onChange={(event) => type(event.currentTarget.value)}
            />
        </form>
    );
}
