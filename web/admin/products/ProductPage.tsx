import { Button, Stack, Text } from "@mantine/core";
import { useNavigate } from "react-router-dom";
import { got, whole } from "../../shared/api";
import { May, useMay } from "../access";
import { ConfirmButton } from "../forms/ConfirmButton";
import { EditCard } from "../forms/EditCard";
import { tell } from "../forms/told";
import { useEditor } from "../forms/useEditor";
import { PageHead } from "../layout/PageHead";
import { PageToCome } from "../layout/PageToCome";
import { showTime } from "../layout/texts";
import { useNumberInPath } from "../layout/useNumberInPath";
import { api, queries, somethingChanged, useShop } from "../shop";
import { StockCard } from "../stock/StockCard";
import { ImageCard } from "./ImageCard";
import { ProductFields } from "./ProductFields";
import {
    changesOf,
    edited,
    faultsOf,
    type ProductTexts,
    productLabels,
    type ReadProduct,
    readProduct,
    sendable,
    useProduct,
} from "./products";

const up = { to: "/products", label: "Products" };

export function Page() {
    const product = useProduct(useNumberInPath("id"));
    if (product.data) return <Opened key={product.data.product.id} read={product.data} />;
    return <PageToCome title="Product" up={up} query={product} />;
}

function Opened({ read }: { read: ReadProduct }) {
    const { product } = read;
    const { id } = product;
    const navigate = useNavigate();
    const mayWrite = useMay("products:write");
    const digits = useShop().data?.currency_digits ?? 2;
    const editor = useEditor<ProductTexts>({
        opened: edited(read),
        validate: (values) => faultsOf(values, digits),
        fieldOfCode: { "sku-taken": "sku" },
        save: async ({ values, etag }, base) => {
            const changes = changesOf(sendable(values, digits), base);
            const header = etag ? { "If-Match": etag } : {};
            const { body, response } = await whole(
                api.PATCH("/products/{id}", { params: { path: { id }, header }, body: changes }),
            );
            const saved = { product: body, etag: response.headers.get("ETag") ?? undefined };
            queries.setQueryData(["product", id], saved);
            void somethingChanged();
            return edited(saved);
        },
        reread: async () => edited(await readProduct(id)),
        onSaved: () => tell("Changes saved."),
    });
    const remove = () => got(api.DELETE("/products/{id}", { params: { path: { id } } }));
    const onRemoved = () => {
        navigate("/products");
        queries.removeQueries({ queryKey: ["product", id] });
        void somethingChanged();
        tell("Product deleted.");
    };
    return (
        <Stack>
            <PageHead title={product.name} up={up} about={`Last changed ${showTime(product.updated_at)}`}>
                <Button component="a" href={`/products/${id}`} variant="default">
                    View in shop
                </Button>
                <May permission="products:write">
                    <ConfirmButton
                        label="Delete"
                        title={`Delete ${product.name}?`}
                        confirm="Delete product"
                        act={remove}
                        onDone={onRemoved}
                    >
                        <Text size="sm">
                            The product can no longer be ordered. This cannot be undone. Orders that contain it keep their
                            lines.
                        </Text>
                    </ConfirmButton>
                </May>
            </PageHead>
            <div className="with-aside">
                <EditCard editor={editor} labels={productLabels} mayWrite={mayWrite} title="Details">
                    <ProductFields editor={editor} readOnly={!mayWrite} />
                </EditCard>
                <Stack>
                    <ImageCard product={product} />
                    <May permission="stock:read">
                        <StockCard product={product} />
                    </May>
                </Stack>
            </div>
        </Stack>
    );
}
