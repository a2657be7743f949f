import { useQuery } from "@tanstack/react-query";
import { ProductPicture } from "../catalogue/ProductPicture";
import { productQuery } from "../catalogue/queries";

/** A line of a cart or an order knows no picture: the product has it, where it is still there. */
export function LinePicture({ product_id, name }: { product_id: number | null; name: string }) {
    const { data } = useQuery({ ...productQuery(product_id ?? 0), enabled: product_id !== null, staleTime: 60_000 });
    return <ProductPicture product={data ?? { name }} sizes="80px" />;
}
