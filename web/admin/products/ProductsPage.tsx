import { Anchor, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import { queryLimits } from "till-limits";
import { got } from "../../shared/api";
import { Money } from "../../shared/Money";
import { May } from "../access";
import { AddButton } from "../layout/AddButton";
import { PageHead } from "../layout/PageHead";
import { showDate } from "../layout/texts";
import { type Column, DataTable } from "../lists/DataTable";
import { SearchField } from "../lists/SearchField";
import { useAddress } from "../lists/useAddress";
import { api } from "../shop";
import { type Product, useCategories } from "./products";
import { StockMark } from "./StockMark";
import { Thumbnail } from "./Thumbnail";

const sorts = ["name", "-name", "price", "-price", "created_at", "-created_at"] as const;

const columns: Column<Product>[] = [
    { label: "Product", sort: "name", isName: true, show: (product) => <Named product={product} /> },
    { label: "Category", show: ({ category }) => category ?? "–" },
    {
        label: "Price",
        sort: "price",
        align: "right",
        show: ({ price, currency }) => <Money amount={price} currency={currency} />,
    },
    { label: "In stock", align: "right", show: ({ stock }) => <StockMark stock={stock} /> },
    { label: "Created", sort: "created_at", align: "right", show: ({ created_at }) => showDate(created_at) },
];

function Named({ product: { id, name, sku, image_url } }: { product: Product }) {
    return (
        <Group gap="sm" wrap="nowrap">
            <Thumbnail src={image_url} />
            <div>
                <Anchor component={Link} to={`/products/${id}`} fw={550}>
                    <bdi>{name}</bdi>
                </Anchor>
                <Text size="xs" c="dimmed">
                    {sku ?? "no SKU"}
                </Text>
            </div>
        </Group>
    );
}

export function Page() {
    const address = useAddress();
    const categories = useCategories();
    const [search, category, stock] = [address.text("search"), address.text("category"), address.text("stock")];
    const query = {
        page: address.page,
        ...(search ? { search } : {}),
        ...(category ? { category } : {}),
        ...(stock ? { in_stock: stock === "yes" } : {}),
        ...withSort(address.choice("sort", sorts)),
    };
    const products = useQuery({
        queryKey: ["products", query],
        queryFn: () => got(api.GET("/products", { params: { query } })),
        placeholderData: keepPreviousData,
    });
    return (
        <Stack>
            <PageHead title="Products">
                <May permission="products:write">
                    <AddButton to="/products/new">Add product</AddButton>
                </May>
            </PageHead>
            <Group className="filters">
                <SearchField label="Search products" maxLength={queryLimits.listProducts.search.maxLength} />
                <NativeSelect
                    aria-label="Category"
                    value={category ?? ""}
                    onChange={(event) => address.change({ category: event.currentTarget.value })}
                    data={[
                        { value: "", label: "All categories" },
                        ...(categories.data ?? []).map(({ name, product_count }) => ({
                            value: name,
                            label: `${name} (${product_count})`,
                        })),
                    ]}
                />
                <NativeSelect
                    aria-label="Stock"
                    value={stock ?? ""}
                    onChange={(event) => address.change({ stock: event.currentTarget.value })}
                    data={[
                        { value: "", label: "Any availability" },
                        { value: "yes", label: "In stock" },
                        { value: "no", label: "Out of stock" },
                    ]}
                />
            </Group>
            <DataTable
                label="Products"
                noun="product"
                columns={columns}
                query={products}
                keyOf={({ id }) => id}
                empty="No products found."
                emptyAtFirst="There are no products yet. Add one, or import a file."
            />
        </Stack>
    );
}

const withSort = <Sort,>(sort: Sort | undefined) => (sort ? { sort } : {});
