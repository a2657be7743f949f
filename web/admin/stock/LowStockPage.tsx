import { Anchor, Button, Group, NumberInput, Stack } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { PackagePlus } from "lucide-react";
import { Link } from "react-router-dom";
import { queryLimits } from "till-limits";
import { got } from "../../shared/api";
import { May, useMay } from "../access";
import { PageHead } from "../layout/PageHead";
import { type Column, DataTable } from "../lists/DataTable";
import { useAddress } from "../lists/useAddress";
import type { Product } from "../products/products";
import { StockMark } from "../products/StockMark";
import { api } from "../shop";

const columns: Column<Product>[] = [
    {
        label: "Product",
        isName: true,
        show: ({ id, name }) => (
            <Anchor component={Link} to={`/products/${id}/stock`} fw={550}>
                {name}
            </Anchor>
        ),
    },
    { label: "SKU", show: ({ sku }) => sku ?? "–" },
    { label: "Category", show: ({ category }) => category ?? "–" },
    { label: "In stock", align: "right", show: ({ stock }) => <StockMark stock={stock} /> },
];

const receive: Column<Product> = {
    label: "Delivery",
    align: "right",
    show: ({ id, name }) => (
        <Anchor component={Link} to={`/stock/delivery?product=${id}`} size="sm" aria-label={`Receive ${name}`}>
            Receive
        </Anchor>
    ),
};

/** What has to be ordered from suppliers. */
export function Page() {
    const address = useAddress();
    const mayBook = useMay("stock:write");
    const below = address.number("below") ?? 10;
    const query = { below, page: address.page };
    const low = useQuery({
        queryKey: ["low-stock", query],
        queryFn: () => got(api.GET("/inventory/low-stock", { params: { query } })),
        placeholderData: keepPreviousData,
    });
    const show = useDebouncedCallback((value: number | string) => address.change({ below: value }, true), 250);
    return (
        <Stack>
            <PageHead title="Low stock" about="Lowest stock first.">
                <May permission="stock:write">
                    <Button component={Link} to="/stock/delivery" leftSection={<PackagePlus size={16} aria-hidden />}>
                        Receive delivery
                    </Button>
                </May>
            </PageHead>
            <Group className="filters">
                <NumberInput
                    label="Stock below"
                    defaultValue={below}
                    onChange={show}
                    min={1}
                    max={queryLimits.listLowStock.below.maximum}
                    allowDecimal={false}
                    allowNegative={false}
                    w={160}
                />
            </Group>
            <DataTable
                label="Low-stock products"
                noun="product"
                columns={mayBook ? [...columns, receive] : columns}
                query={low}
                keyOf={({ id }) => id}
                empty={`All products have at least ${below} units in stock.`}
            />
        </Stack>
    );
}
