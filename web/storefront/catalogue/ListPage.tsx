import { Button, Drawer, NativeSelect, Pagination, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { PageTitle } from "../layout/PageTitle";
import { PastTheEnd } from "../layout/PastTheEnd";
import classes from "./Catalogue.module.css";
import { CatalogueProblem } from "./CatalogueProblem";
import { CategoryLinks } from "./CategoryLinks";
import { FilterFields } from "./FilterFields";
import { sorts, useFilters } from "./filters";
import { ProductGrid, ProductGridSkeleton } from "./ProductGrid";
import { type ProductFilters, productsQuery } from "./queries";

export function Page() {
    const { filters, change } = useFilters();
    const [opened, drawer] = useDisclosure();
    const fields = <FilterFields filters={filters} onChange={change} />;
    const title = titleOf(filters);
    return (
        <>
            <Stack gap="md">
                <PageTitle key={filters.category ?? ""} title={title} keepsFocus={filters.search !== undefined} />
                <CategoryLinks current={filters.category} />
            </Stack>
            <div className={classes.list}>
                <aside className={classes.onlyWide} aria-label="Filters">
                    {fields}
                </aside>
                <section aria-label="Products">
                    <div className={classes.bar}>
                        <Button
                            className={classes.onlyNarrow ?? ""}
                            variant="default"
                            leftSection={<SlidersHorizontal size={16} aria-hidden />}
                            onClick={drawer.open}
                        >
                            Filter
                        </Button>
                        <SortField filters={filters} onChange={(sort) => change({ sort })} />
                    </div>
                    <Results filters={filters} onPage={(page) => change({ page: String(page) })} />
                </section>
            </div>
            <Drawer opened={opened} onClose={drawer.close} title="Filter" position="bottom" size="auto">
                {fields}
                <Button fullWidth mt="lg" onClick={drawer.close}>
                    Show products
                </Button>
            </Drawer>
        </>
    );
}

function titleOf({ search, category }: ProductFilters): string {
    if (search) return category ? `“${search}” in ${category}` : `“${search}”`;
    return category ?? "All products";
}

function SortField({ filters, onChange }: { filters: ProductFilters; onChange: (sort: string) => void }) {
    const offered = Object.entries(sorts).filter(([sort]) => sort !== "relevance" || filters.search);
    return (
        <NativeSelect
            aria-label="Sort by"
            data={offered.map(([value, label]) => ({ value, label }))}
            value={filters.sort ?? "name"}
            onChange={(event) => onChange(event.currentTarget.value)}
        />
    );
}

const noneFound = "No products found. Try other search terms or clear the filters.";

function isNarrowed({ search, category, min_price, max_price, in_stock }: ProductFilters): boolean {
    return [search, category, min_price, max_price, in_stock].some((filter) => filter !== undefined);
}

function Results({ filters, onPage }: { filters: ProductFilters; onPage: (page: number) => void }) {
    const products = useQuery(productsQuery(filters));
    const { data, error } = products;
    if (error) return <CatalogueProblem error={error} onRetry={() => void products.refetch()} />;
    if (!data) return <ProductGridSkeleton count={12} />;
    const total = data.total ?? 0;
    return (
        <>
            <Text role="status" size="sm" c="dimmed" mb="md">
                {total === 1 ? "1 product" : `${total} products`}
            </Text>
            {total === 0 && <Text>{isNarrowed(filters) ? noneFound : "No products yet."}</Text>}
            {total > 0 && data.items.length === 0 && (
                <PastTheEnd page={filters.page ?? 1} pages={data.pages ?? 1} onPage={onPage} />
            )}
            <ProductGrid products={data.items} stale={products.isPlaceholderData} />
            {(data.pages ?? 1) > 1 && (
                <Pagination
                    mt="xl"
                    component="nav"
                    aria-label="Pages"
                    total={data.pages ?? 1}
                    value={data.page ?? 1}
                    onChange={onPage}
                    getControlProps={(control) => ({ "aria-label": `${control} page` })}
                    getItemProps={(page) => ({ "aria-label": `Page ${page}` })}
                />
            )}
        </>
    );
}
