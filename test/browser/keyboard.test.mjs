// The keyboard alone: from the start page to an order.
import { test } from "node:test";
import { password } from "./shop.mjs";
import { opened, Visitor } from "./visitor.mjs";

const { shop, browser } = await opened();

test("an order is placed with the keyboard alone", async () => {
    await shop.customer("kay");
    const visitor = await Visitor.enters(browser, shop);
    const { page } = visitor;
    const { keyboard } = page;
    await visitor.goTo("/");
    await visitor.sees(visitor.link(/^Coffee & Tea/));

    await visitor.tabsTo(visitor.link("Skip to content"));
    await keyboard.press("Enter");
    await visitor.tabsTo(visitor.link(/^Coffee & Tea/));
    await keyboard.press("Enter");
    await visitor.seesHeading("Coffee & Tea");
    await visitor.sees(visitor.link("Sencha, 100 g").or(visitor.link(/^Sencha/)));
    await visitor.tabsTo(visitor.link(/^Sencha/));
    await keyboard.press("Enter");
    await visitor.seesHeading(/^Sencha/);
    await visitor.tabsTo(visitor.button("Add to cart"));
    await keyboard.press("Enter");

    await visitor.seesHeading("Sign in");
    await visitor.tabsTo(page.getByLabel("Username"));
    await keyboard.type("kay");
    await visitor.tabsTo(page.getByLabel("Password", { exact: true }));
    await keyboard.type(password);
    await keyboard.press("Enter");
    await visitor.seesText("1 item in your cart.");

    await visitor.tabsTo(visitor.link("View cart"));
    await keyboard.press("Enter");
    await visitor.seesHeading("Your cart");
    await visitor.tabsTo(visitor.button(/^Increase quantity of Sencha/));
    await keyboard.press("Space");
    await visitor.sees(visitor.link("Cart, 2 items"));
    await visitor.tabsTo(visitor.link("Check out"));
    await keyboard.press("Enter");

    await visitor.seesHeading("Checkout");
    await visitor.tabsTo(page.getByLabel("Street address"));
    await keyboard.type("1 Market Square");
    await visitor.tabsTo(page.getByLabel("City"));
    await keyboard.type("Springfield");
    await keyboard.press("Enter");
    await visitor.seesHeading("Thank you for your order");

    await visitor.tabsTo(visitor.button("Cancel order"));
    await keyboard.press("Enter");
    await visitor.sees(page.getByRole("dialog"));
    await keyboard.press("Escape");
    await visitor.seesNo(page.getByRole("dialog"));
    await visitor.leaves();
});
