// Every page of the back office in every dress: axe-core finds nothing, nothing is wider than the screen, and there is
// a screenshot of it in build/screenshots.
import { test } from "node:test";
import { atWork, makeCustom, makeStaff } from "./keeper.mjs";
import { dresses, opened, Visitor } from "../visitor.mjs";

const { shop, browser } = await opened();
const custom = await makeCustom(shop);
await makeStaff(shop, "sam");

const sent = custom.orders[2].id;
const row = (visitor, text) => visitor.page.getByRole("row").filter({ hasText: text });
const seesBars = (visitor) => visitor.sees(visitor.page.locator('svg .bar:not([height="0"])'));

/** What is seen where all of the page is there. */
const pages = [
    ["overview", "/admin/", seesBars],
    ["overview-year", "/admin/?span=year", seesBars],
    ["products", "/admin/products", (visitor) => visitor.sees(row(visitor, "COF-001"))],
    ["products-none", "/admin/products?search=xyzzy", (visitor) => visitor.seesText("No products found.")],
    ["product", "/admin/products/4", (visitor) => visitor.seesText("Stock history")],
    ["product-new", "/admin/products/new", (visitor) => visitor.sees(visitor.button("Create product"))],
    ["ledger", "/admin/products/4/stock", (visitor) => visitor.sees(row(visitor, "Initial stock"))],
    ["low-stock", "/admin/stock", (visitor) => visitor.sees(row(visitor, "Panettone"))],
    ["delivery", "/admin/stock/delivery?product=17&product=4", (visitor) => visitor.sees(row(visitor, "Espresso"))],
    ["orders", "/admin/orders", (visitor) => visitor.sees(row(visitor, "Ada Moreau"))],
    ["order", `/admin/orders/${sent}`, (visitor) => visitor.seesText("PP 1234 5678")],
    ["packing-slip", `/admin/orders/${sent}/packing-slip`, (visitor) => visitor.seesText("PP 1234 5678")],
    ["customers", "/admin/customers", (visitor) => visitor.sees(row(visitor, "Ada Moreau"))],
    ["customer", `/admin/customers/${custom.customers[0].id}`, (visitor) => visitor.seesText(/^View all \d+ orders/)],
    ["customer-new", "/admin/customers/new", (visitor) => visitor.sees(visitor.button("Create customer"))],
    ["accounts", "/admin/accounts", (visitor) => visitor.sees(row(visitor, "sam"))],
    ["account", "/admin/accounts/1", (visitor) => visitor.seesText(/^Permissions: /)],
    ["account-new", "/admin/accounts/new", (visitor) => visitor.seesText(/^Permissions: /)],
    ["import", "/admin/import", (visitor) => visitor.seesText("Choose a file")],
    ["missing", "/admin/nowhere", (visitor) => visitor.seesHeading("Page not found")],
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
        keeper.awaits(404); // the page that is missing
        await keeper.seesHeading("Overview");
        await keeper.looksAt(pages, all, (name) => `admin-${name}-${dress}`);
        await keeper.leaves();
    });
}
