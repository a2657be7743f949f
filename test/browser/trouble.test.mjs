// What goes wrong in a shop, and how its pages say so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { opened, Visitor } from "./visitor.mjs";

const { shop, browser } = await opened({ routeLimits: { addToCart: "4 per minute" } });

/** A customer at the checkout, with this in the cart. */
async function atTheCheckout(name, wish) {
    const customer = await shop.customer(name);
    await customer.post("/cart/items", wish);
    const visitor = await Visitor.enters(browser, shop);
    await visitor.isSignedInAs(name);
    await visitor.goTo("/checkout");
    await visitor.fillsInTheAddress();
    return { customer, visitor };
}

/** The shop gets requests to this address, but its response is lost, so many times. */
async function losesAnswers(visitor, address, times) {
    const sent = [];
    visitor.awaits("net");
    await visitor.page.route(address, async (route) => {
        sent.push(await route.request().headerValue("Idempotency-Key"));
        if (sent.length > times) return route.continue();
        await route.fetch();
        return route.abort("connectionreset");
    });
    return sent;
}

const newProduct = (name, stock) => shop.keeper.post("/products", { name, price: "12.00", stock, category: "Home" });

test("a wrong password is said to be wrong", async () => {
    await shop.customer("mallory");
    const visitor = await Visitor.enters(browser, shop);
    visitor.awaits(401);
    await visitor.signsIn("mallory", "not this one");
    await visitor.seesText("Incorrect username or password");
    await visitor.leaves();
});

test("a sold-out product, bought in two windows at once, is sold once", async () => {
    const { id } = await newProduct("The last lamp", 1);
    const [first, second] = await Promise.all(
        ["first", "second"].map((name) => atTheCheckout(name, { product_id: id, quantity: 1 })),
    );
    for (const { visitor } of [first, second]) visitor.awaits(409);
    await Promise.all([first, second].map(({ visitor }) => visitor.button("Place order").click()));
    const outcome = async ({ visitor }) => {
        const thanked = visitor.heading("Thank you for your order");
        const soldOut = visitor.page.getByText("The last lamp: sold out");
        await visitor.sees(thanked.or(soldOut));
        return (await thanked.count()) > 0 ? "thanked" : "sold out";
    };
    const outcomes = await Promise.all([first, second].map(outcome));
    assert.deepEqual(outcomes.sort(), ["sold out", "thanked"]);
    const late = (await first.visitor.page.getByText("sold out").count()) > 0 ? first : second;
    await late.visitor.button("Remove").click();
    await late.visitor.seesText("Your cart is empty.");
    assert.equal((await shop.keeper.get(`/products/${id}`)).stock, 0);
    for (const { visitor } of [first, second]) await visitor.leaves();
});

test("of what is short, as much as there is can be taken", async () => {
    const { id } = await newProduct("Paper stars", 5);
    const { visitor } = await atTheCheckout("stella", { product_id: id, quantity: 5 });
    visitor.awaits(409);
    await shop.keeper.post(`/products/${id}/stock-movements`, { change: -3, reason: "damaged" });
    await visitor.button("Place order").click();
    await visitor.seesText("Paper stars: only 2 left, 5 requested.");
    await visitor.button("Reduce to 2").click();
    await visitor.seesText("2 × Paper stars");
    await visitor.button("Place order").click();
    await visitor.seesHeading("Thank you for your order");
    await visitor.leaves();
});

test("nobody pays a price that was not shown", async () => {
    const { id } = await newProduct("Wool socks", 9);
    const { customer, visitor } = await atTheCheckout("penny", { product_id: id, quantity: 2 });
    visitor.awaits(409);
    await shop.keeper.patch(`/products/${id}`, { price: "13.50" });
    await visitor.button("Place order").click();
    await visitor.seesText("The new total is $27.00.");
    assert.equal((await customer.get("/me/orders")).total, 0);
    await visitor.button("Place order").click();
    await visitor.seesHeading("Thank you for your order");
    await visitor.leaves();
});

test("an answer that is lost during the checkout leaves one order", async () => {
    const { customer, visitor } = await atTheCheckout("norbert", { product_id: 1, quantity: 1 });
    const sent = await losesAnswers(visitor, "**/cart/checkout", 1);
    await visitor.button("Place order").click();
    await visitor.seesHeading("Thank you for your order");
    assert.equal(sent.length, 2);
    assert.equal(sent[0], sent[1]);
    assert.equal((await customer.get("/me/orders")).total, 1);
    await visitor.leaves();
});

test("a network that is cut during the checkout leaves one order, also when the page is loaded anew", async () => {
    const { customer, visitor } = await atTheCheckout("nina", { product_id: 2, quantity: 1 });
    const sent = await losesAnswers(visitor, "**/cart/checkout", 3);
    await visitor.button("Place order").click();
    await visitor.seesText("Your order could not be confirmed.");
    await visitor.findsNoFault();
    await visitor.photographs("checkout-unknown-desktop");
    await visitor.page.reload();
    await visitor.button("Resend order").click();
    await visitor.seesHeading("Thank you for your order");
    assert.equal(new Set(sent).size, 1);
    assert.equal((await customer.get("/me/orders")).total, 1);
    await visitor.leaves();
});

test("a catalogue that does not come is asked for again by itself", async () => {
    const visitor = await Visitor.enters(browser, shop);
    visitor.awaits("net");
    let broken = true;
    await visitor.page.route("**/api/v1/products?*", (route) => (broken ? route.abort() : route.continue()));
    await visitor.goTo("/products");
    await visitor.sees(visitor.page.getByRole("status", { name: "Loading products" }));
    await visitor.seesText("No connection to the shop");
    await visitor.findsNoFault();
    await visitor.sees(visitor.button("Try again"));
    broken = false;
    const { total } = await shop.keeper.get("/products");
    await visitor.seesText(`${total} products`);
    await visitor.leaves();
});

test("who is offline is told so", async () => {
    const visitor = await Visitor.enters(browser, shop);
    await visitor.goTo("/products");
    await visitor.seesText("products");
    visitor.awaits("net"); // images may still be on their way
    await visitor.context.setOffline(true);
    await visitor.seesText("You are offline.");
    await visitor.context.setOffline(false);
    await visitor.seesNo(visitor.page.getByText("You are offline."));
    await visitor.leaves();
});

test("who is too fast is told when to try again", async () => {
    await shop.customer("flash");
    const visitor = await Visitor.enters(browser, shop);
    visitor.awaits(429);
    await visitor.isSignedInAs("flash");
    await visitor.goTo("/products/5");
    for (let items = 1; items <= 4; items += 1) {
        await visitor.button("Add to cart").click();
        await visitor.sees(visitor.link(items === 1 ? "Cart, 1 item" : `Cart, ${items} items`));
    }
    await visitor.button("Add to cart").click();
    await visitor.seesText(/Try again in \d+ seconds\./);
    await visitor.sees(visitor.button(/^Try again in \d+ s$/));
    await visitor.leaves();
});

test("two windows that are loaded anew at once both stay signed in", async () => {
    await shop.customer("gemini");
    const visitor = await Visitor.enters(browser, shop);
    await visitor.isSignedInAs("gemini");
    const other = await visitor.context.newPage();
    await Promise.all([visitor.page.goto("/orders"), other.goto("/account")]);
    await visitor.seesText("No orders yet.");
    await visitor.sees(other.getByText("gemini@example.com"));
    await Promise.all([visitor.page.reload(), other.reload()]);
    await visitor.seesText("No orders yet.");
    await visitor.sees(other.getByText("gemini@example.com"));
    await visitor.button("Account of gemini").click();
    await visitor.page.getByRole("menuitem", { name: "Sign out" }).click();
    await visitor.sees(visitor.link("Sign in"));
    await visitor.sees(other.getByRole("heading", { name: "Sign in" }));
    await visitor.leaves();
});

test("what is not there is said not to be there", async () => {
    const visitor = await Visitor.enters(browser, shop);
    visitor.awaits(404);
    for (const [address, said] of [
        ["/no/such/page", "Page not found"],
        ["/products/999999", "Product not found"],
        ["/products/x", "Product not found"],
    ]) {
        await visitor.goTo(address);
        await visitor.seesHeading(said);
        await visitor.findsNoFault();
    }
    await visitor.leaves();
});
