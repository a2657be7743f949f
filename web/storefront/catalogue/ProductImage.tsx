import { useState } from "react";
import classes from "./Catalogue.module.css";

interface Props {
    product: { name: string; category?: string | null; image_url?: string | null };
    /** An image beside the product name needs no alternative text. */
    alt?: string;
    /** It is seen at once, and not only after scrolling. */
    first?: boolean;
    /** How wide it is shown, for the browser to choose by. */
    sizes: string;
}

/** An image stored by the shop has three widths. */
function widthsOf(url: string): string | undefined {
    const stem = /^(\/images\/.+)-medium\.webp$/.exec(url)?.[1];
    return stem && `${stem}-small.webp 240w, ${stem}-medium.webp 640w, ${stem}-large.webp 1600w`;
}

/** The product image, or a drawn card with its initial. */
export function ProductImage({ product, alt = "", first = false, sizes }: Props) {
    const [failed, setFailed] = useState<string>();
    const url = product.image_url;
    if (!url || failed === url) return <Placeholder product={product} alt={alt} />;
    return (
        <img
            className={classes.image}
            src={url}
            srcSet={widthsOf(url)}
            sizes={sizes}
            alt={alt}
            width={600}
            height={600}
            loading={first ? "eager" : "lazy"}
            fetchPriority={first ? "high" : "auto"}
            decoding="async"
            onError={() => setFailed(url)}
        />
    );
}

function Placeholder({ product, alt }: Required<Pick<Props, "product" | "alt">>) {
    const hue = [...(product.category ?? product.name)].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360;
    return (
        <svg
            className={classes.image}
            viewBox="0 0 100 100"
            style={{ "--hue": hue } as React.CSSProperties}
            {...(alt ? { role: "img", "aria-label": alt } : { "aria-hidden": true })}
        >
            <rect className={classes.ground} width="100" height="100" />
            <circle className={classes.disc} cx="50" cy="50" r="28" />
            <text className={classes.initial} x="50" y="50" dominantBaseline="central" textAnchor="middle">
                {[...product.name][0]}
            </text>
        </svg>
    );
}
