// Every page of the back office in every dress: axe-core finds nothing, nothing is wider than the screen, and there is a
// picture of it in build/screenshots to look at.
import { after, before, test } from "node:test";
import { atWork, makeCustom, makeStaff } from "./keeper.mjs";
import { openShop } from "../shop.mjs";
import { desktop, openBrowser, phone, Visitor } from "../visitor.mjs";

let shop;
let browser;
let custom;
before(async () => {
    [shop, browser] = await Promise.all([openShop(), openBrowser()]);
    custom = await makeCustom(shop);
    await makeStaff(shop, "sam");
});
after(async () => {
    await browser.close();
    await shop.close();
});

const dresses = { desktop, phone, dark: { ...desktop, colorScheme: "dark" } };
const sent = () => custom.orders[2].id;
const row = (visitor, text) => visitor.page.getByRole("row").filter({ hasText: text });

/** What is seen where all of the page is there. */
const pages = [
    ["overview", "/", (visitor) => visitor.sees(visitor.page.locator('svg .bar:not([height="0"])'))],
    ["overview-year", "/?span=year", (visitor) => visitor.sees(visitor.page.locator('svg .bar:not([height="0"])'))],
    ["products", "/products", (visitor) => visitor.sees(row(visitor, "COF-001"))],
    ["products-none", "/products?search=xyzzy", (visitor) => visitor.seesText("No product is like this.")],
    ["product", "/products/4", (visitor) => visitor.seesText("Ledger and bookings")],
    ["product-new", "/products/new", (visitor) => visitor.sees(visitor.button("Add the product"))],
    ["ledger", "/products/4/stock", (visitor) => visitor.sees(row(visitor, "First stock"))],
    ["low-stock", "/stock", (visitor) => visitor.sees(row(visitor, "Panettone"))],
    ["delivery", "/stock/delivery?product=17&product=4", (visitor) => visitor.sees(row(visitor, "Espresso"))],
    ["orders", "/orders", (visitor) => visitor.sees(row(visitor, "Ada Moreau"))],
    ["order", () => `/orders/${sent()}`, (visitor) => visitor.seesText("PP 1234 5678")],
    ["packing-slip", () => `/orders/${sent()}/packing-slip`, (visitor) => visitor.seesText("PP 1234 5678")],
    ["customers", "/customers", (visitor) => visitor.sees(row(visitor, "Ada Moreau"))],
    ["customer", () => `/customers/${custom.customers[0].id}`, (visitor) => visitor.seesText(/^All \d+ orders/)],
    ["customer-new", "/customers/new", (visitor) => visitor.sees(visitor.button("Add the customer"))],
    ["accounts", "/accounts", (visitor) => visitor.sees(row(visitor, "sam"))],
    ["account", "/accounts/1", (visitor) => visitor.seesText(/^May: /)],
    ["account-new", "/accounts/new", (visitor) => visitor.seesText(/^May: /)],
    ["import", "/import", (visitor) => visitor.seesText("Choose a file")],
    ["missing", "/nowhere", (visitor) => visitor.seesHeading("There is no such page")],
];

for (const [dress, options] of Object.entries(dresses)) {
    test(`every page of the back office is without fault: ${dress}`, async (all) => {
        const stranger = await Visitor.enters(browser, shop, options);
        await stranger.goTo("/admin");
        await stranger.seesHeading("Back office");
        await stranger.photographs(`admin-sign-in-${dress}`);
        await stranger.findsNoFault();
        await stranger.leaves();
        const keeper = await atWork(browser, shop, "keeper", options);
        await keeper.seesHeading("Overview");
        for (const [name, path, isThere] of pages) {
            await all.test(name, async () => {
                await keeper.goTo(`/admin${typeof path === "function" ? path() : path}`);
                await isThere(keeper);
                await keeper.page.waitForLoadState("networkidle");
                await keeper.photographs(`admin-${name}-${dress}`);
                await keeper.findsNoFault();
            });
        }
        await keeper.leaves();
    });
}
