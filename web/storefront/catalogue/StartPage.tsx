import { Anchor, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { Link } from "react-router-dom";
import { PageTitle } from "../layout/PageTitle";
import { useShopName } from "../layout/shopInfo";
import classes from "./Catalogue.module.css";
import { CatalogueProblem } from "./CatalogueProblem";
import { CategoryLinks } from "./CategoryLinks";
import { ProductGrid, ProductGridSkeleton } from "./ProductGrid";
import { newestQuery } from "./queries";

export function StartPage() {
    const products = useQuery(newestQuery);
    const shown = useDeferredValue(products.data); // drawn in small steps, so that a slow phone stays at hand
    return (
        <>
            <section className={classes.hero}>
                <PageTitle title={useShopName()}>Good things for every day</PageTitle>
                <p>Coffee and bread, a knife that stays sharp, paper worth writing on. Chosen with care, sent with care.</p>
            </section>
            <CategoryLinks />
            <div className={classes.section}>
                <Title order={2}>New arrivals</Title>
                <Anchor component={Link} to="/products">
                    View all
                </Anchor>
            </div>
            {shown ? (
                <ProductGrid products={shown.items} />
            ) : products.error ? (
                <CatalogueProblem error={products.error} onRetry={() => void products.refetch()} />
            ) : (
                <ProductGridSkeleton count={12} />
            )}
        </>
    );
}
