import { Link } from "react-router-dom";
import { Money } from "../../shared/Money";
import classes from "./Catalogue.module.css";
import { ProductImage } from "./ProductImage";
import type { Product } from "./queries";
import { StockNote } from "./StockNote";

export function ProductCard({ product, first }: { product: Product; first: boolean }) {
    const soldOut = product.stock === 0 ? ` ${classes.soldOut}` : "";
    return (
        <li className={`${classes.card}${soldOut}`}>
            <div className={classes.frame}>
                <ProductImage product={product} first={first} sizes="(max-width: 48em) 44vw, 264px" />
            </div>
            <Link className={classes.name} to={`/products/${product.id}`}>
                <bdi>{product.name}</bdi>
            </Link>
            <Money amount={product.price} currency={product.currency} />
            <StockNote stock={product.stock} quiet />
        </li>
    );
}
