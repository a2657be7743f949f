import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import classes from "./Catalogue.module.css";
import { categoriesQuery } from "./queries";

/** The ways into the catalogue; `current` is where the visitor is. */
export function CategoryLinks({ current }: { current?: string | undefined }) {
    const { data = [] } = useQuery(categoriesQuery);
    return (
        <nav aria-label="Categories">
            <ul className={classes.categories}>
                {data.map(({ name, product_count }) => (
                    <li key={name}>
                        <Link
                            className={classes.category}
                            to={`/products?${new URLSearchParams({ category: name })}`}
                            aria-current={name === current ? "page" : undefined}
                        >
                            {name} <small>{product_count}</small>
                        </Link>
                    </li>
                ))}
            </ul>
        </nav>
    );
}
