// An admin's whole day.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { atWork, dialog, field, makeCustom, part, placeOrder, pressesSave } from "./keeper.mjs";
import { password } from "../shop.mjs";
import { opened } from "../visitor.mjs";

const { shop, browser } = await opened();
const custom = await makeCustom(shop);

test("an admin's whole day", async (day) => {
    const keeper = await atWork(browser, shop, "keeper");
    const { page } = keeper;
    const api = shop.keeper;
    const row = (text) => page.getByRole("row").filter({ hasText: text });
    const stockOf = async (id) => (await api.get(`/products/${id}`)).stock;

    await day.test("begins with the metrics, which are also a table", async () => {
        await keeper.seesHeading("Overview");
        const today = new Date().toISOString().slice(0, 10);
        const report = await api.get(`/reports/sales?from=${today}&to=${today}`);
        await part(keeper, "Orders by day").getByText("As a table").click();
        const last = part(keeper, "Orders by day").getByRole("row").last();
        await keeper.sees(last.getByRole("cell", { name: String(report.total.orders), exact: true }));
        const open = part(keeper, "Open orders");
        await keeper.sees(open.getByText("3", { exact: true }));
        await keeper.sees(part(keeper, "Best sellers").getByText("Espresso Nocturne, whole beans, 1 kg"));
        await page.getByLabel("Period").selectOption("Last 12 weeks");
        await keeper.sees(part(keeper, "Revenue by week"));
        await page.goBack();
        await keeper.sees(part(keeper, "Revenue by day"));
    });

    let product;
    await day.test("adds a product, and is told at the fields what is wrong", async () => {
        await keeper.link("Products").click();
        await keeper.link("Add product").click();
        await keeper.seesHeading("New product");
        await keeper.button("Create product").click();
        await keeper.seesText("Enter a name");
        await field(keeper, "Name").fill("Copper Kettle");
        await field(keeper, "Price").fill("59.905");
        await keeper.button("Create product").click();
        await keeper.seesText(/^Enter an amount such as 19.99/);
        await field(keeper, "Price").fill("59,90");
        await field(keeper, "SKU").fill("COF-001");
        keeper.awaits(409);
        await keeper.button("Create product").click();
        await keeper.sees(page.locator("[aria-invalid=true]"));
        assert.equal(await field(keeper, "SKU").getAttribute("aria-invalid"), "true");
        await field(keeper, "SKU").fill("KET-001");
        await field(keeper, "Initial stock").fill("12");
        await keeper.button("Create product").click();
        await keeper.seesHeading("Copper Kettle");
        const found = await api.get("/products?search=KET-001");
        product = found.items[0];
        assert.equal(product.price, "59.90");
        assert.equal(product.stock, 12);
    });

    await day.test("gives it an image, and takes no file that is none", async () => {
        const image = part(keeper, "Image");
        const choose = (name, mimeType, buffer) =>
            image.locator("input[type=file]").setInputFiles({ name, mimeType, buffer });
        keeper.awaits(422);
        await choose("kettle.png", "image/png", Buffer.from("this is no image"));
        await keeper.seesText("Image could not be uploaded");
        const corner = await page.screenshot({ clip: { x: 0, y: 0, width: 300, height: 200 } });
        await choose("kettle.png", "image/png", corner);
        await keeper.sees(image.getByRole("img", { name: "Copper Kettle" }));
        assert.match((await api.get(`/products/${product.id}`)).image_url, /^\/images\/.*\.webp$/);
        await image.getByRole("button", { name: "Remove" }).click();
        await keeper.button("Remove image").click();
        await keeper.seesText("No image yet.");
    });

    await day.test("changes its price, which asks for nothing else", async () => {
        await field(keeper, "Price").fill("64.50");
        await pressesSave(keeper);
        await keeper.seesText("Changes saved.");
        assert.equal((await api.get(`/products/${product.id}`)).price, "64.50");
    });

    await day.test("receives a delivery of several lines", async () => {
        const before_it = await stockOf(4);
        await page.getByRole("link", { name: "Stock", exact: true }).click();
        await keeper.seesHeading("Low stock");
        await keeper.link("Receive Panettone, 750 g").click();
        await keeper.seesHeading("Receive delivery");
        await keeper.sees(row("Panettone"));
        await field(keeper, "Add product").fill("espresso noc");
        await page.getByRole("option", { name: /^Espresso Nocturne/ }).click();
        await field(keeper, "Quantity of Panettone, 750 g").fill("24");
        await field(keeper, "Quantity of Espresso Nocturne, whole beans, 1 kg").fill("6");
        await field(keeper, "Note for all lines").fill("Forno Bianchi, 1184");
        await keeper.button("Receive 30 units").click();
        await keeper.seesText("2 of 2 lines received");
        assert.equal(await stockOf(4), before_it + 6);
        assert.equal(await stockOf(17), 24);
        await keeper.link("Panettone, 750 g").click();
        await keeper.sees(row("Forno Bianchi, 1184").getByText("+24"));
    });

    await day.test("books what is broken, and cannot break more than there is", async () => {
        await field(keeper, "Reason").selectOption("Damaged or lost");
        await field(keeper, "Quantity removed").fill("25");
        await keeper.button("Save").click();
        await keeper.sees(page.locator("[aria-invalid=true]"));
        await field(keeper, "Quantity removed").fill("2");
        await keeper.button("Save").click();
        await keeper.sees(row("Damaged or lost").getByText("-2"));
        assert.equal(await stockOf(17), 22);
    });

    await day.test("packs an order and hands it to the carrier", async () => {
        const { id } = custom.orders[0];
        await keeper.link("Orders").first().click();
        await page.getByLabel("Status").selectOption("Pending");
        await keeper.seesNo(page.getByRole("cell", { name: "Delivered" }));
        await keeper.link(`Order ${id}`).click();
        await keeper.seesText("Please leave it with the neighbour.");
        await keeper.button("Start packing").click();
        await dialog(keeper).getByRole("button", { name: "Start packing" }).click();
        await keeper.button("Mark as shipped").click();
        await field(keeper, "Carrier").fill("Pigeon Post");
        await field(keeper, "Tracking number").fill("PP-42");
        await dialog(keeper).getByRole("button", { name: "Mark as shipped" }).click();
        await keeper.sees(keeper.button("Mark as delivered"));
        const { carrier, tracking_number, status } = await api.get(`/orders/${id}`);
        assert.deepEqual([status, carrier, tracking_number], ["shipped", "Pigeon Post", "PP-42"]);
        assert.equal(await keeper.button("Cancel order").count(), 0);
    });

    await day.test("puts a mistyped tracking number right", async () => {
        const { id } = custom.orders[0];
        await keeper.button("Edit tracking").click();
        assert.ok(await keeper.button("Save").isDisabled(), "nothing is different yet");
        await field(keeper, "Tracking number").fill("");
        await keeper.button("Save").click();
        await keeper.seesText("Cannot be empty");
        await field(keeper, "Tracking number").fill("PP-43");
        await keeper.photographs("admin-order-correcting");
        await keeper.findsNoFault();
        await dialog(keeper).getByRole("button", { name: "Save" }).click();
        await keeper.seesNo(dialog(keeper));
        await keeper.sees(part(keeper, "History").getByText("Tracking updated"));
        const { carrier, tracking_number, status } = await api.get(`/orders/${id}`);
        assert.deepEqual([status, carrier, tracking_number], ["shipped", "Pigeon Post", "PP-43"]);
    });

    await day.test("prints its packing slip, and nothing around it", async () => {
        await keeper.link("Packing slip").click();
        await keeper.seesHeading("Packing slip");
        await keeper.seesText("PP-43");
        await page.emulateMedia({ media: "print" });
        await keeper.seesNo(keeper.button("Print"));
        await keeper.seesNo(page.getByRole("navigation"));
        assert.equal(await page.getByText("$").count(), 0);
        await keeper.photographs("admin-packing-slip-printed");
        await page.emulateMedia({ media: null });
        await page.goBack();
        await keeper.seesHeading(/^Order \d+$/);
    });

    await day.test("prints a slip with the customer's name where no address was given", async () => {
        const order = await api.post("/orders", {
            customer_id: custom.customers[1].id,
            items: [{ product_id: 4, quantity: 1 }],
        });
        await keeper.goTo(`/admin/orders/${order.id}/packing-slip`);
        await keeper.sees(page.getByText("Björn Lindqvist", { exact: true }));
        await keeper.seesText("No shipping address");
        await keeper.photographs("admin-packing-slip-without-address");
    });

    await day.test("cancels an order, and its units are in stock again", async () => {
        const order = await placeOrder(shop, custom.customers[0], 0);
        const taken = await stockOf(4);
        await keeper.goTo(`/admin/orders/${order.id}`);
        await keeper.button("Cancel order").click();
        await field(keeper, "Reason").fill("Ordered twice");
        await dialog(keeper).getByRole("button", { name: "Cancel order" }).click();
        await keeper.seesNo(dialog(keeper));
        await keeper.seesText("Ordered twice");
        assert.equal(await stockOf(4), taken + 1);
    });

    let customer;
    await day.test("adds a customer with an account, and finds both again", async () => {
        await keeper.link("Customers").click();
        await keeper.link("Add customer").click();
        await field(keeper, "Name").fill("Grace Hopper");
        await field(keeper, "E-mail").fill("ada@example.com");
        await keeper.button("Create customer").click();
        await keeper.sees(page.locator("[aria-invalid=true]"));
        await field(keeper, "E-mail").fill("grace@example.com");
        await keeper.button("Create customer").click();
        await keeper.seesHeading("Grace Hopper");
        customer = (await api.get("/customers?search=grace")).items[0];
        await keeper.link("Create account").click();
        await field(keeper, "Username").fill("grace");
        await page.getByRole("textbox", { name: "Password" }).fill("short");
        await keeper.button("Create account").click();
        await keeper.seesText("8 to 256 bytes");
        await page.getByRole("textbox", { name: "Password" }).fill(password);
        await keeper.button("Create account").click();
        await keeper.seesHeading("grace");
        await keeper.goTo("/admin/customers");
        await page.getByRole("searchbox").fill("hopper");
        await keeper.sees(page.getByText("1 customer", { exact: true }));
        await keeper.link("Grace Hopper").click();
        await keeper.seesHeading("Grace Hopper");
        await page.goBack();
        assert.equal(await page.getByRole("searchbox").inputValue(), "hopper");
        assert.match(page.url(), /search=hopper/);
    });

    await day.test("forgets a customer who wishes so", async () => {
        await keeper.link("Grace Hopper").click();
        await keeper.button("Delete").click();
        await keeper.button("Delete customer").click();
        await keeper.seesHeading("Customers");
        keeper.awaits(404);
        await keeper.goTo(`/admin/customers/${customer.id}`);
        await keeper.sees(page.getByRole("alert"));
    });

    await day.test("cannot stop being the last admin", async () => {
        await keeper.goTo("/admin/accounts");
        await keeper.link("keeper").click();
        await page.getByLabel("Role").selectOption("Staff");
        await pressesSave(keeper);
        await keeper.sees(page.locator("[aria-invalid=true]"));
        assert.equal(await page.getByLabel("Role").getAttribute("aria-invalid"), "true");
        await keeper.button("Discard changes").click();
        await keeper.button("Delete").click();
        await keeper.button("Delete account").click();
        await keeper.sees(dialog(keeper).getByRole("alert"));
        await keeper.button("Cancel").click();
        assert.equal((await api.get("/me")).role, "admin");
    });

    await day.test("imports a file after seeing what it would change", async () => {
        const text = [
            "sku,name,price,stock",
            "KET-001,Copper Kettle,61.00,",
            "KET-002,Enamel Kettle,39.00,5",
            "KET-003,Kettle without a price,cheap,5",
        ].join("\n");
        await keeper.link("Import and export").click();
        const file = { name: "kettles.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
        await page.locator("input[type=file]").setInputFiles(file);
        await keeper.sees(row("KET-001").getByText("61.00"));
        await keeper.sees(row("KET-002").getByText("New"));
        await keeper.sees(part(keeper, "Errors").getByRole("cell", { name: "4", exact: true }));
        await keeper.photographs("admin-import-preview");
        await keeper.findsNoFault();
        assert.equal((await api.get(`/products/${product.id}`)).price, "64.50");
        assert.ok(await keeper.button("Import 2 products").isDisabled());
        await page.getByLabel(/^Skip rows with errors/).check();
        await keeper.button("Import 2 products").click();
        await keeper.seesText("Products imported");
        await keeper.photographs("admin-import-done");
        await keeper.findsNoFault();
        assert.equal((await api.get(`/products/${product.id}`)).price, "61.00");
        assert.equal((await api.get("/products?search=KET-002")).items[0].stock, 5);
    });

    await day.test("takes everything home as a file", async () => {
        const [download] = await Promise.all([
            page.waitForEvent("download"),
            part(keeper, "Export").getByRole("button", { name: "Products" }).click(),
        ]);
        assert.equal(download.suggestedFilename(), "products.csv");
        const lines = readFileSync(await download.path(), "utf8").trimEnd().split("\n");
        assert.match(lines[0], /^sku,name,/);
        assert.equal(lines.length - 1, (await api.get("/products")).total);
    });

    await day.test("deletes a product, and goes home", async () => {
        await keeper.goTo(`/admin/products/${product.id}`);
        await keeper.button("Delete").click();
        await keeper.button("Delete product").click();
        await keeper.seesHeading("Products");
        assert.equal((await api.get("/products?search=KET-001")).total, 0);
        await keeper.button("Sign out").click();
        await keeper.seesHeading("Back office");
        await page.goBack();
        await keeper.sees(keeper.button("Sign in"));
    });

    await keeper.leaves();
});
