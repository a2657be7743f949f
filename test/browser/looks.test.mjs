// Every page of the storefront in every dress: axe-core finds nothing, nothing is wider than the screen, and there is a
// screenshot of it in build/screenshots.
import { test } from "node:test";
import { dresses, opened, phone, Visitor } from "./visitor.mjs";

const { shop, browser } = await opened();
const customer = await shop.customer("vera");
await customer.post("/cart/items", { product_id: 27, quantity: 1 });
await customer.post("/cart/items", { product_id: 4, quantity: 2 });
const shipping_address = "Vera Rubin\n1 Market Square\n10115 Springfield";
const order = await customer.post("/cart/checkout", { shipping_address });
await shop.keeper.patch(`/orders/${order.id}`, { status: "processing" });
await shop.keeper.patch(`/orders/${order.id}`, { status: "shipped", carrier: "Pigeon Post", tracking_number: "PP-42" });
await customer.post("/cart/items", { product_id: 36, quantity: 3 });
await customer.post("/cart/items", { product_id: 1, quantity: 500 });

/** What is seen where all of the page is there. */
const forVisitors = [
    ["start", "/", (visitor) => visitor.seesText(/^\$\d/)],
    ["products", "/products?category=Kitchen", (visitor) => visitor.seesText("9 products")],
    ["search", "/products?search=co", (visitor) => visitor.seesText(/\d+ products/)],
    ["nothing-found", "/products?search=xyzzy", (visitor) => visitor.seesText("No products found.")],
    ["product", "/products/27", (visitor) => visitor.sees(visitor.button("Add to cart"))],
    ["sign-in", "/sign-in", (visitor) => visitor.seesHeading("Sign in")],
    ["register", "/register", (visitor) => visitor.seesHeading("Create account")],
];
const forCustomers = [
    ["cart", "/cart", (visitor) => visitor.seesText("Only 140 left.")],
    ["checkout", "/checkout", (visitor) => visitor.sees(visitor.button("Place order"))],
    ["orders", "/orders", (visitor) => visitor.seesText("Shipped")],
    ["order", `/orders/${order.id}`, (visitor) => visitor.seesText("PP-42")],
    ["account", "/account", (visitor) => visitor.seesText("vera@example.com")],
];

for (const [dress, options] of Object.entries(dresses)) {
    test(`every page is without fault: ${dress}`, async (all) => {
        const visitor = await Visitor.enters(browser, shop, options);
        const nameOf = (name) => `${name}-${dress}`;
        await visitor.looksAt(forVisitors, all, nameOf);
        await visitor.isSignedInAs("vera");
        await visitor.looksAt(forCustomers, all, nameOf);
        await visitor.leaves();
    });
}

test("the filters are at hand on a phone", async () => {
    const visitor = await Visitor.enters(browser, shop, phone);
    await visitor.goTo("/products");
    await visitor.button("Filter").click();
    const drawer = visitor.page.getByRole("dialog", { name: "Filter" });
    await drawer.getByLabel("Maximum price").fill("5");
    await drawer.getByLabel("Maximum price").press("Enter");
    await visitor.sees(visitor.page.getByText(/^\d products$/)); // the list before is pale until then
    await visitor.findsNoFault();
    await visitor.photographs("filter-phone");
    await visitor.button("Show products").click();
    await visitor.seesNo(drawer);
    await visitor.sees(visitor.page.getByText(/^\d products$/));
    await visitor.leaves();
});
