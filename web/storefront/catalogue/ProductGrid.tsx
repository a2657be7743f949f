import classes from "./Catalogue.module.css";
import { ProductCard } from "./ProductCard";
import type { Product } from "./queries";

const atOnce = 4; // images that are seen without scrolling, on most screens

export function ProductGrid({ products, stale = false }: { products: Product[]; stale?: boolean }) {
    return (
        <ul className={`${classes.grid}${stale ? ` ${classes.stale}` : ""}`} aria-busy={stale}>
            {products.map((product, index) => (
                <ProductCard key={product.id} product={product} first={index < atOnce} />
            ))}
        </ul>
    );
}

/** Where the products will be. */
export function ProductGridSkeleton({ count }: { count: number }) {
    return (
        <div className={classes.grid} role="status" aria-label="Loading products">
            {Array.from({ length: count }, (_, index) => (
                <div key={index} className={classes.coming} />
            ))}
        </div>
    );
}
