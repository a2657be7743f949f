import { Anchor, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router-dom";
import { Money } from "../../shared/Money";
import { Refused } from "../../shared/problem";
import { MissingPage } from "../layout/FailedPage";
import { PageTitle } from "../layout/PageTitle";
import { AddToCart } from "../cart/AddToCart";
import classes from "./Catalogue.module.css";
import { CatalogueProblem } from "./CatalogueProblem";
import { ProductImage } from "./ProductImage";
import { type Product, productQuery } from "./queries";
import { StockNote } from "./StockNote";

export function ProductPage() {
    const { id = "" } = useParams();
    return /^[1-9]\d{0,14}$/.test(id) ? <Shown key={id} id={Number(id)} /> : <MissingPage what="Product" />;
}

function Shown({ id }: { id: number }) {
    const { data, error, refetch } = useQuery(productQuery(id));
    if (data) return <Details product={data} />;
    if (error instanceof Refused && error.status === 404) return <MissingPage what="Product" />;
    if (error) return <CatalogueProblem error={error} onRetry={() => void refetch()} />;
    return <Loading />;
}

function Details({ product }: { product: Product }) {
    const { category, description, sku } = product;
    return (
        <>
            <Trail category={category} />
            <div className={classes.product}>
                <ProductImage product={product} alt={product.name} first sizes="(max-width: 48em) 92vw, 530px" />
                <div className={classes.details}>
                    <PageTitle title={product.name} />
                    <div className={classes.price}>
                        <Money amount={product.price} currency={product.currency} />
                    </div>
                    <StockNote stock={product.stock} />
                    {description && (
                        <div className={classes.description} dir="auto">
                            {description}
                        </div>
                    )}
                    <AddToCart product={product} />
                    {sku && (
                        <dl className={classes.facts}>
                            <dt>SKU</dt>
                            <dd>
                                <bdi>{sku}</bdi>
                            </dd>
                        </dl>
                    )}
                </div>
            </div>
        </>
    );
}

function Trail({ category }: { category: string | null }) {
    const to = category ? `/products?${new URLSearchParams({ category })}` : "/products";
    return (
        <nav aria-label="Back">
            <Anchor component={Link} to={to} size="sm">
                ← <bdi>{category ?? "All products"}</bdi>
            </Anchor>
        </nav>
    );
}

function Loading() {
    return (
        <div className={classes.product} role="status" aria-label="Loading product">
            <Skeleton style={{ aspectRatio: "1" }} height="auto" />
            <div>
                <Skeleton height={40} width="80%" mb="lg" />
                <Skeleton height={24} width="25%" mb="lg" />
                <Skeleton height={80} />
            </div>
        </div>
    );
}
