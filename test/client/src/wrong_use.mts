// What a typed client must not let through: each line here has to be an error of types, or the document has lost a type.
// Compiled, never run.
import type { Product, Shop } from "./shop.mjs";

export async function wrongUse(shop: Shop, product: Product): Promise<void> {
    // @ts-expect-error there is no such path
    await shop.GET("/product");
    // @ts-expect-error a price is needed
    await shop.POST("/products", { body: { name: "Tea" } });
    // @ts-expect-error money is a text, never a binary fraction
    await shop.POST("/products", { body: { name: "Tea", price: 7.5 } });
    // @ts-expect-error the field has another name
    await shop.POST("/cart/items", { body: { product_id: 1, amount: 1 } });
    // @ts-expect-error there is no such state
    await shop.PATCH("/orders/{id}", { params: { path: { id: 1 } }, body: { status: "lost" } });
    // @ts-expect-error a path needs its id
    await shop.GET("/orders/{id}");
    // @ts-expect-error not something to sort by
    await shop.GET("/products", { params: { query: { sort: "colour" } } });
    // @ts-expect-error there may be no SKU
    product.sku.trim();
    // @ts-expect-error no response has a password
    (await shop.GET("/me")).data?.password;
}
