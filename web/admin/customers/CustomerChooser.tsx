import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useCustomersLike } from "./customers";

interface Props {
    value: string;
    /** How the present one is called. */
    name: string | undefined;
    onChange: (id: string) => void;
    error?: string | undefined;
}

export function CustomerChooser({ value, name, onChange, error }: Props) {
    const [typed, setTyped] = useState(name ?? "");
    const [search] = useDebouncedValue(typed === name ? "" : typed.trim(), 200);
    const found = useCustomersLike(search, 1, 8);
    const options = (found.data?.items ?? []).map((one) => ({
        value: String(one.id),
        label: `${one.name} · ${one.email}`,
    }));
    const isMissing = value !== "" && !options.some((option) => option.value === value);
    return (
        <Select
            label="Customer"
            description="Customer that the account belongs to. Not needed for staff accounts"
            placeholder="Name or e-mail"
            searchable
            clearable
            clearButtonProps={{ "aria-label": "Clear customer" }}
            searchValue={typed}
            onSearchChange={setTyped}
            value={value === "" ? null : value}
            onChange={(id) => onChange(id ?? "")}
            data={isMissing ? [{ value, label: name ?? `Customer ${value}` }, ...options] : options}
            filter={({ options: all }) => all}
            nothingFoundMessage="No customers found"
            comboboxProps={{ withinPortal: false }}
            error={error}
        />
    );
}
