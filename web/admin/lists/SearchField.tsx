import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useAddress } from "./useAddress";

/** Searches as one types. */
export function SearchField({ label, maxLength }: { label: string; maxLength: number }) {
    const address = useAddress();
    const inAddress = address.text("search") ?? "";
    const [typed, setTyped] = useState(inAddress);
    const sent = useRef(inAddress);
    const send = useDebouncedCallback((text: string) => {
        sent.current = text;
        address.change({ search: text }, true);
    }, 250);
    useEffect(() => {
        if (inAddress === sent.current) return; // it was this field that changed the address
        sent.current = inAddress;
        setTyped(inAddress);
    }, [inAddress]);
    const type = (text: string) => {
        setTyped(text);
        send(text.trim());
    };
    return (
        <TextInput
            type="search"
            aria-label={label}
            placeholder={label}
            value={typed}
            onChange={(event) => type(event.currentTarget.value)}
            leftSection={<Search size={16} aria-hidden />}
            rightSection={typed && <CloseButton size="sm" aria-label="Clear search" onClick={() => type("")} />}
            className="search"
            maxLength={maxLength}
        />
    );
}
