import { Anchor, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { exampleAmount, typedAmount } from "../../shared/money";
import { useShop } from "../layout/shopInfo";
import type { ProductFilters } from "./queries";

interface Props {
    filters: ProductFilters;
    onChange: (changes: Record<string, string | undefined>) => void;
}

export function FilterFields({ filters, onChange }: Props) {
    const some = filters.min_price || filters.max_price || filters.in_stock;
    const none = { min_price: undefined, max_price: undefined, in_stock: undefined };
    return (
        <Stack>
            <Group grow gap="xs" align="flex-start" wrap="nowrap">
                <PriceField label="Minimum price" name="min_price" filters={filters} onChange={onChange} />
                <PriceField label="Maximum price" name="max_price" filters={filters} onChange={onChange} />
            </Group>
            <Checkbox
                label="In stock only"
                checked={filters.in_stock === true}
                onChange={(event) => onChange({ in_stock: event.currentTarget.checked ? "true" : undefined })}
            />
            {some && (
                <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onChange(none)}>
                    Clear filters
                </Anchor>
            )}
        </Stack>
    );
}

function PriceField({ label, name, filters, onChange }: Props & { label: string; name: "min_price" | "max_price" }) {
    const chosen = filters[name] ?? "";
    const digits = useShop()?.currency_digits ?? 2;
    const [text, setText] = useState(chosen);
    const [wrong, setWrong] = useState(false);
    useEffect(() => setText(chosen), [chosen]);
    const apply = () => {
        const amount = text.trim() === "" ? "" : typedAmount(text, digits);
        const good = amount !== undefined && !amount.startsWith("-");
        setWrong(!good);
        if (good && amount !== chosen) onChange({ [name]: amount });
    };
    const submit = (event: FormEvent) => {
        event.preventDefault();
        apply();
    };
    return (
        <form onSubmit={submit}>
            <TextInput
                label={label}
                inputMode="decimal"
                error={wrong && `Enter a price such as ${exampleAmount(digits)}`}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                onBlur={apply}
            />
        </form>
    );
}
