import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { type Product, useProductsLike } from "./products";

interface Props {
    label: string;
    onChoose: (product: Product) => void;
}

/** Finds a product by the beginnings of its words or its SKU. */
export function ProductChooser({ label, onChoose }: Props) {
    const [typed, setTyped] = useState("");
    const [search] = useDebouncedValue(typed.trim(), 200);
    const found = useProductsLike(search);
    const products = found.data?.items ?? [];
    const choose = (id: string | null) => {
        const product = products.find((one) => String(one.id) === id);
        if (product) onChoose(product);
        setTyped("");
    };
    return (
        <Select
            label={label}
            placeholder="Name or SKU"
            searchable
            searchValue={typed}
            onSearchChange={setTyped}
            value={null}
            onChange={choose}
            data={products.map(({ id, name, sku }) => ({ value: String(id), label: sku ? `${name} · ${sku}` : name }))}
            filter={({ options }) => options}
            nothingFoundMessage={found.isFetching ? "Searching …" : "No products found"}
            comboboxProps={{ withinPortal: false }}
        />
    );
}
