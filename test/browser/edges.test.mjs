// Web pages in rare cases: words without an end, names from right to left, hundreds of categories, small screens, empty
// shops, pages that are not there, browsers that store nothing, and networks that come back.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openShop } from "./shop.mjs";
import { desktop, opened, Visitor } from "./visitor.mjs";

const { shop, browser } = await opened();
const tiny = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };
const long = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(3).slice(0, 120);

const newProduct = (fields) => shop.keeper.post("/products", { price: "12.00", stock: 9, ...fields });

/** A customer with this in the cart, at that page. */
async function customerAt(name, path, wish, options = desktop) {
    const customer = await shop.customer(name);
    if (wish) await customer.post("/cart/items", wish);
    const visitor = await Visitor.enters(browser, shop, options);
    await visitor.isSignedInAs(name);
    await visitor.goTo(path);
    return { customer, visitor };
}

test("a word without an end and a name from right to left stay within the page", async (all) => {
    const { id } = await newProduct({ name: long, category: long.slice(0, 100), description: long });
    const arabic = await newProduct({ name: "مصباح مكتب قديم", description: "مصباح جميل 12 واط.", category: "إضاءة" });
    for (const [dress, options] of Object.entries({ tiny, desktop })) {
        const { visitor } = await customerAt(`longing-${dress}`, "/", { product_id: id, quantity: 1 }, options);
        await visitor.looksAt(
            [
                ["start", "/", (who) => who.seesText(/^\$\d/)],
                ["list", "/products?sort=-created_at", (who) => who.seesText("مصباح مكتب قديم")],
                ["product", `/products/${id}`, (who) => who.sees(who.button("Add to cart"))],
                ["arabic", `/products/${arabic.id}`, (who) => who.sees(who.button("Add to cart"))],
                ["cart", "/cart", (who) => who.sees(who.link("Check out"))],
                ["checkout", "/checkout", (who) => who.sees(who.button("Place order"))],
            ],
            all,
            (name) => `edges-${name}-${dress}`,
        );
        await visitor.goTo(`/products/${arabic.id}`);
        const direction = (locator) => locator.evaluate((element) => getComputedStyle(element).direction);
        await visitor.seesHeading("مصباح مكتب قديم");
        assert.equal(await direction(visitor.heading("مصباح مكتب قديم")), "rtl");
        assert.equal(await direction(visitor.page.getByText("مصباح جميل")), "rtl");
        await visitor.leaves();
    }
});

test("of a hundred categories the largest are shown, and all on request", async () => {
    const full = await openShop({ empty: true });
    after(() => full.close());
    for (let number = 1; number <= 121; number += 1) {
        await full.keeper.post("/products", { name: `Thing ${number}`, price: "1.00", category: `Category ${number}` });
    }
    const visitor = await Visitor.enters(browser, full);
    await visitor.goTo("/");
    await visitor.sees(visitor.button("All 121 categories"));
    const categories = visitor.page.getByRole("navigation", { name: "Categories" }).getByRole("link");
    assert.ok((await categories.count()) <= 13);
    await visitor.button("All 121 categories").click();
    await visitor.sees(visitor.link("Category 121"));
    assert.equal(await categories.count(), 121);
    await visitor.findsNoFault();
    await visitor.leaves();
});

test("an empty shop says that it is empty, and a filter that it filters", async () => {
    const empty = await openShop({ empty: true });
    after(() => empty.close());
    const visitor = await Visitor.enters(browser, empty);
    await visitor.goTo("/products");
    await visitor.seesText("No products yet.");
    await visitor.goTo("/products?search=lamp");
    await visitor.seesText("No products found.");
    await visitor.findsNoFault();
    await visitor.leaves();
});

test("a page past the end says where the end is", async () => {
    const visitor = await Visitor.enters(browser, shop);
    await visitor.goTo("/products?page=99");
    await visitor.seesText(/Page 99 does not exist\. The list has \d+ pages\./);
    await visitor.findsNoFault();
    await visitor.button("Go to the last page").click();
    await visitor.sees(visitor.page.getByRole("main").getByText(/^\$\d/));
    await visitor.leaves();
});

test("prices are typed with a comma or a point", async () => {
    const visitor = await Visitor.enters(browser, shop);
    await visitor.goTo("/products");
    const field = visitor.page.getByLabel("Minimum price");
    await field.fill("9,50");
    await field.press("Enter");
    await visitor.page.waitForURL(/min_price=9\.50/);
    await field.fill("nine");
    await field.press("Enter");
    await visitor.seesText("Enter a price such as 19.99");
    await visitor.leaves();
});

test("no more than the available stock can be put into the cart", async () => {
    const { id } = await newProduct({ name: "Few candles", stock: 3 });
    const { customer, visitor } = await customerAt("greta", `/products/${id}`);
    await visitor.page.getByLabel("Quantity", { exact: true }).fill("99999");
    await visitor.page.getByLabel("Quantity", { exact: true }).press("Enter");
    await visitor.seesText("Only 3 available.");
    await visitor.button("Add to cart").click();
    await visitor.seesText(/3 items in your cart \(all available stock\)/);
    await visitor.seesNo(visitor.button("Add to cart"));
    assert.equal((await customer.get("/cart")).items[0].quantity, 3);
    await visitor.goTo("/cart");
    await visitor.page.getByLabel("Quantity of Few candles", { exact: true }).fill("50");
    await visitor.page.getByLabel("Quantity of Few candles", { exact: true }).press("Enter");
    await visitor.seesText("Only 3 available.");
    await visitor.sees(visitor.link("Check out"));
    await visitor.leaves();
});

test("a product that is deleted during the checkout is named", async () => {
    const gone = await newProduct({ name: "Last of its kind" });
    const { customer, visitor } = await customerAt("dora", "/checkout", { product_id: 1, quantity: 1 });
    await customer.post("/cart/items", { product_id: gone.id, quantity: 1 });
    visitor.awaits(409);
    await visitor.page.reload();
    await visitor.seesText("1 × Last of its kind");
    await visitor.fillsInTheAddress();
    await shop.keeper.del(`/products/${gone.id}`);
    await visitor.button("Place order").click();
    await visitor.seesText("Product no longer available");
    await visitor.seesText("Last of its kind is no longer available and was removed from your cart.");
    await visitor.findsNoFault();
    await visitor.button("Place order").click();
    await visitor.seesHeading("Thank you for your order");
    await visitor.leaves();
});

test("a product that is deleted while it is in the cart is named", async () => {
    const [gone, other] = [await newProduct({ name: "Gone tomorrow" }), await newProduct({ name: "Taken out" })];
    const { customer, visitor } = await customerAt("mara", "/cart", { product_id: gone.id, quantity: 1 });
    await customer.post("/cart/items", { product_id: other.id, quantity: 1 });
    visitor.awaits(404);
    await visitor.page.reload();
    await visitor.button("Remove Taken out").click();
    await visitor.seesNo(visitor.button("Remove Taken out"));
    await shop.keeper.del(`/products/${gone.id}`);
    await visitor.page.reload();
    await visitor.seesText("Gone tomorrow is no longer available and was removed from your cart.");
    await visitor.seesText("Your cart is empty.");
    await visitor.seesNo(visitor.page.getByText("Taken out is no longer available"));
    await visitor.findsNoFault();
    await visitor.leaves();
});

test("a browser that keeps nothing still shows the shop and lets one buy", async () => {
    await shop.customer("private");
    const visitor = await Visitor.enters(browser, shop);
    await visitor.page.addInitScript(() => {
        for (const name of ["localStorage", "sessionStorage"]) {
            Object.defineProperty(window, name, {
                get() {
                    throw new DOMException("The operation is insecure.", "SecurityError");
                },
            });
        }
    });
    await visitor.isSignedInAs("private");
    await visitor.link(/^All products$/).first().click();
    await visitor.page.getByRole("main").locator("ul[aria-busy] li a").first().click();
    await visitor.button("Add to cart").click();
    await visitor.sees(visitor.link("Cart, 1 item"));
    await visitor.link("Cart, 1 item").click();
    await visitor.link("Check out").click();
    await visitor.fillsInTheAddress();
    await visitor.button("Place order").click();
    await visitor.seesHeading("Thank you for your order");
    await visitor.leaves();
});

test("a page that did not come by itself comes when the network is back", async () => {
    const visitor = await Visitor.enters(browser, shop);
    visitor.awaits("net", "module");
    await visitor.goTo("/");
    await visitor.seesText(/^\$\d/);
    await visitor.context.setOffline(true);
    await visitor.seesText("You are offline.");
    await visitor.link(/^All products$/).first().click();
    await visitor.context.setOffline(false);
    await visitor.seesText(/^\d+ products$/);
    await visitor.leaves();
});
