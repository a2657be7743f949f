import { Button, Stack, Text } from "@mantine/core";
import { Check, ShoppingBag } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { ProblemNote } from "../../shared/ProblemNote";
import catalogue from "../catalogue/Catalogue.module.css";
import type { Product } from "../catalogue/queries";
import { useShopper } from "../shop";
import { QuantityField } from "./QuantityField";
import { useAddToCart, useCart } from "./queries";

export function AddToCart({ product }: { product: Product }) {
    const shopper = useShopper();
    const navigate = useNavigate();
    const inCart = useCart().data?.items.find((line) => line.product_id === product.id)?.quantity ?? 0;
    const [quantity, setQuantity] = useState(1);
    const add = useAddToCart();
    if (shopper && shopper.customer_id === null) return <Text c="dimmed">Staff accounts have no cart.</Text>;
    if (product.stock === 0) return null;
    const left = Math.max(0, product.stock - inCart);
    const wish = { product_id: product.id, quantity: Math.min(quantity, left) };
    const ask = () => {
        if (shopper) add.mutate(wish);
        else navigate("/sign-in", { state: { to: `/products/${product.id}`, wish } });
    };
    return (
        <Stack w="100%" gap="sm">
            {left > 0 && (
                <div className={catalogue.buy}>
                    <QuantityField
                        label="Quantity"
                        name={product.name}
                        value={wish.quantity}
                        most={left}
                        onChange={setQuantity}
                    />
                    <Button
                        size="md"
                        leftSection={<ShoppingBag size={18} aria-hidden />}
                        onClick={ask}
                        loading={add.isPending}
                    >
                        Add to cart
                    </Button>
                </div>
            )}
            <Text role="status" size="sm">
                {inCart > 0 && (
                    <>
                        <Check size={16} aria-hidden style={{ verticalAlign: "-3px" }} />{" "}
                        {inCart === 1 ? "1 item" : `${inCart} items`} in your cart
                        {left === 0 ? " (all available stock)" : ""}.{" "}
                        <Link to="/cart" className={catalogue.inline}>
                            View cart
                        </Link>
                    </>
                )}
            </Text>
            {add.error && <ProblemNote error={add.error} onRetry={() => add.mutate(wish)} />}
        </Stack>
    );
}
