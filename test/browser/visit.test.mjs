// A customer's whole visit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { password } from "./shop.mjs";
import { opened, Visitor } from "./visitor.mjs";

const { shop, browser } = await opened();

test("a customer's whole visit", async (visit) => {
    const ada = await Visitor.enters(browser, shop);
    const { page } = ada;
    const inTheCart = (items) => ada.sees(ada.link(`Cart, ${items} item${items === 1 ? "" : "s"}`));

    await visit.test("looks around by category, words, price and order", async () => {
        await ada.goTo("/");
        await ada.seesHeading("Good things for every day");
        await ada.link(/^Coffee & Tea/).click();
        await ada.seesHeading("Coffee & Tea");
        await ada.seesText("9 products");
        await page.getByLabel("Minimum price").fill("20");
        await page.getByLabel("Maximum price").fill("30");
        await page.getByLabel("Maximum price").press("Enter");
        await ada.sees(ada.link("Espresso Nocturne, whole beans, 1 kg"));
        await ada.seesNo(ada.link("Café Morning Blend, 250 g"));
        await page.getByText("Clear filters").click();
        await page.getByLabel("Sort by").selectOption("Price, high to low");
        await ada.sees(page.getByRole("listitem").filter({ hasText: "Stoneware Teapot" }));
        await page.getByRole("searchbox").pressSequentially("cafe mor");
        await ada.seesText("1 product");
        await ada.link("Café Morning Blend, 250 g").click();
        await ada.seesHeading("Café Morning Blend, 250 g");
        await ada.seesText("$8.90");
    });

    await visit.test("makes an account on the way to the cart", async () => {
        await ada.button("Increase quantity of Café Morning Blend, 250 g").click();
        await ada.button("Add to cart").click();
        await ada.link("Create account").click();
        await ada.button("Create account").click();
        await ada.seesText("Enter your name");
        await page.getByLabel("Name", { exact: false }).first().fill("Ada Lovelace");
        await page.getByLabel("E-mail").fill("ada@example.com");
        await page.getByLabel("Username").fill("ada");
        await page.getByLabel(/^Password/).first().fill(password);
        await ada.button("Create account").click();
        await ada.seesHeading("Café Morning Blend, 250 g");
        await ada.seesText("2 items in your cart.");
        await inTheCart(2);
    });

    await visit.test("changes the cart, and cannot have more than there is", async () => {
        await ada.goTo("/products?search=teapot");
        await page.getByRole("main").getByRole("link", { name: /Teapot/ }).click();
        await ada.button("Add to cart").click();
        await inTheCart(3);
        await ada.link(/^Cart, /).click();
        await ada.seesHeading("Your cart");
        const quantity = page.getByLabel("Quantity of Café Morning Blend, 250 g", { exact: true });
        await quantity.fill("1000");
        await quantity.press("Enter");
        await ada.seesText("Only 140 available.");
        assert.equal(await quantity.inputValue(), "140");
        await quantity.fill("3");
        await quantity.press("Enter");
        await ada.seesText("$26.70");
        await ada.button(/^Remove .*Teapot/).click();
        await inTheCart(3);
    });

    let order;
    await visit.test("orders, and is thanked", async () => {
        await ada.link("Check out").click();
        await ada.button("Place order").click();
        await ada.seesText("Enter a city");
        await ada.fillsInTheAddress();
        await page.getByLabel("Order note").fill("Please ring twice.");
        await ada.button("Place order").click();
        await ada.seesHeading("Thank you for your order");
        await ada.seesText("$26.70");
        await inTheCart(0);
        order = Number(/\/orders\/(\d+)$/.exec(page.url())[1]);
        const placed = await shop.keeper.get(`/orders/${order}`);
        assert.equal(placed.shipping_address, "Ada Lovelace\n1 Market Square\n10115 Springfield");
        assert.equal(placed.note, "Please ring twice.");
    });

    await visit.test("follows the order on its way", async () => {
        await shop.keeper.patch(`/orders/${order}`, { status: "processing" });
        const sent = { status: "shipped", carrier: "Pigeon Post", tracking_number: "PP-42" };
        await shop.keeper.patch(`/orders/${order}`, sent);
        await ada.goTo("/orders");
        await ada.seesText("Shipped");
        await ada.link(`Order ${order}`).click();
        await ada.seesText("Pigeon Post");
        await ada.seesText("PP-42");
        const steps = page.getByRole("list", { name: "Order history" }).getByRole("listitem");
        assert.equal(await steps.count(), 4);
        assert.equal(await ada.button("Cancel order").count(), 0);
    });

    await visit.test("thinks better of another order", async () => {
        const stock = (await shop.keeper.get("/products/3")).stock;
        await ada.goTo("/products/3");
        await ada.button("Add to cart").click();
        await inTheCart(1);
        await ada.goTo("/checkout");
        await ada.fillsInTheAddress();
        await ada.button("Place order").click();
        await ada.seesHeading("Thank you for your order");
        assert.equal((await shop.keeper.get("/products/3")).stock, stock - 1);
        await ada.button("Cancel order").click();
        await page.getByRole("dialog").getByRole("button", { name: "Cancel order" }).click();
        await ada.seesText("Cancelled");
        await ada.seesNo(ada.button("Cancel order"));
        assert.equal((await shop.keeper.get("/products/3")).stock, stock);
    });

    await visit.test("changes the password, signs out, and comes back with the new one", async () => {
        await ada.goTo("/account");
        await page.getByLabel("Current password").fill("not my password");
        await page.getByLabel("New password").fill("another password");
        ada.awaits(422);
        await ada.button("Change password").click();
        await ada.seesText("is not the account's password");
        await page.getByLabel("Current password").fill(password);
        await page.getByLabel("New password").fill("another password");
        await ada.button("Change password").click();
        await ada.seesText("Password changed.");
        await ada.button("Account of ada").click();
        await page.getByRole("menuitem", { name: "Sign out" }).click();
        await ada.sees(ada.link("Sign in"));
        await ada.goTo("/orders");
        await ada.seesHeading("Sign in");
        await page.getByLabel("Username").fill("ADA");
        await page.getByLabel("Password", { exact: true }).fill("another password");
        await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
        await ada.seesHeading("Orders");
    });

    await ada.leaves();
});
