import classes from "./Catalogue.module.css";

const few = 5;

/** How many there are, where that matters to who buys. */
export function StockNote({ stock, quiet = false }: { stock: number; quiet?: boolean }) {
    if (stock === 0) return <span className={classes.gone}>Sold out</span>;
    if (stock <= few) return <span className={classes.few}>Only {stock} left</span>;
    return quiet ? null : <span className={classes.gone}>In stock</span>;
}
