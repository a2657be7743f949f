import { UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router-dom";
import classes from "./Catalogue.module.css";
import { categoriesQuery } from "./queries";

const shownAtFirst = 12;

/** Links to the categories; `current` is the visitor's. Of many, only the largest are shown at first. */
export function CategoryLinks({ current }: { current?: string | undefined }) {
    const { data = [] } = useQuery(categoriesQuery);
    const [isWhole, setWhole] = useState(false);
    const largest = new Set(
        [...data]
            .sort((one, other) => other.product_count - one.product_count)
            .slice(0, shownAtFirst)
            .map(({ name }) => name),
    );
    const shown = isWhole ? data : data.filter(({ name }) => largest.has(name) || name === current);
    return (
        <nav aria-label="Categories">
            <ul className={classes.categories}>
                {shown.map(({ name, product_count }) => (
                    <li key={name}>
                        <Link
                            className={classes.category}
                            to={`/products?${new URLSearchParams({ category: name })}`}
                            aria-current={name === current ? "page" : undefined}
                        >
                            <span dir="auto">{name}</span> <small>{product_count}</small>
                        </Link>
                    </li>
                ))}
                {shown.length < data.length && (
                    <li>
                        <UnstyledButton className={classes.category ?? ""} onClick={() => setWhole(true)}>
                            All {data.length} categories
                        </UnstyledButton>
                    </li>
                )}
            </ul>
        </nav>
    );
}
