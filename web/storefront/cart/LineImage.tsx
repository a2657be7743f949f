import { useQuery } from "@tanstack/react-query";
import { ProductImage } from "../catalogue/ProductImage";
import { productQuery } from "../catalogue/queries";

/** A cart line or an order line has no image: it is read from the product, if that still exists. */
export function LineImage({ product_id, name }: { product_id: number | null; name: string }) {
    const { data } = useQuery({ ...productQuery(product_id ?? 0), enabled: product_id !== null, staleTime: 60_000 });
    return <ProductImage product={data ?? { name }} sizes="80px" />;
}
