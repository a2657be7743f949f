import { NumberInput, Paper, Stack } from "@mantine/core";
import { useRef, useState } from "react";
import { useNavigate } from "react-router-dom";
import { limits } from "till-limits";
import { got } from "../../shared/api";
import { SaveBar } from "../forms/SaveBar";
import { tell } from "../forms/told";
import { UnsavedGuard } from "../forms/UnsavedGuard";
import { useEditor } from "../forms/useEditor";
import { PageHead } from "../layout/PageHead";
import { api, somethingChanged, useShop } from "../shop";
import { ProductFields } from "./ProductFields";
import { faultsOf, noProduct, type Product, type ProductTexts, sendable } from "./products";

export function Page() {
    const navigate = useNavigate();
    const digits = useShop().data?.currency_digits ?? 2;
    const [stock, setStock] = useState<number | string>(0);
    const made = useRef<Product>(undefined);
    const editor = useEditor<ProductTexts>({
        opened: { values: noProduct },
        validate: (values) => faultsOf(values, digits),
        fieldOfCode: { "sku-taken": "sku" },
        save: async ({ values }) => {
            const { name, price, ...rest } = sendable(values, digits);
            const filled = Object.fromEntries(Object.entries(rest).filter(([, text]) => text.trim() !== ""));
            const body = { name, price, ...filled, stock: Number(stock) };
            made.current = await got(api.POST("/products", { body }));
            return { values };
        },
        onSaved: () => {
            void somethingChanged();
            tell("Product created.");
            navigate(`/products/${made.current?.id}`, { replace: true });
        },
    });
    return (
        <Stack maw={720}>
            <PageHead title="New product" up={{ to: "/products", label: "Products" }} />
            <Paper withBorder p="lg" className="surface">
                <form onSubmit={editor.submit} noValidate>
                    <Stack>
                        <ProductFields editor={editor} />
                        <NumberInput
                            label="Initial stock"
                            description="First entry in the stock history"
                            min={0}
                            max={limits.NewProduct.stock.maximum}
                            allowDecimal={false}
                            allowNegative={false}
                            value={stock}
                            onChange={setStock}
                            maw={200}
                        />
                        <SaveBar editor={editor} label="Create product" isNew />
                    </Stack>
                </form>
            </Paper>
            <UnsavedGuard isUnsaved={editor.isUnsaved} />
        </Stack>
    );
}
