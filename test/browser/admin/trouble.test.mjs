// What goes wrong in a back office, who may not do what, and how its pages say so.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
    atWork,
    dialog,
    field,
    makeCustom,
    makeStaff,
    placeOrder,
    pressesSave,
    signsInToTheBackOffice,
} from "./keeper.mjs";
import { opened, phone, Visitor } from "../visitor.mjs";

const { shop, browser } = await opened();
const custom = await makeCustom(shop);
await makeStaff(shop, "sam");

const newProduct = (name) =>
    shop.keeper.post("/products", { name, price: "12.00", description: "As it was", stock: 5 });

test("two change the same product: the second sees both and chooses", async () => {
    const { id } = await newProduct("Contested Lamp");
    const keeper = await atWork(browser, shop, "keeper");
    await keeper.seesHeading("Overview");
    await keeper.goTo(`/admin/products/${id}`);
    await field(keeper, "Price").fill("15.00");
    await field(keeper, "Category").fill("Lighting");
    await shop.keeper.patch(`/products/${id}`, { price: "14.00", description: "As another has it" });
    keeper.awaits(412);
    await pressesSave(keeper);
    const choice = dialog(keeper);
    await keeper.sees(choice.getByText("This was changed by someone else"));
    assert.equal((await shop.keeper.get(`/products/${id}`)).price, "14.00");
    const save = choice.getByRole("button", { name: "Save selection" });
    assert.ok(await save.isDisabled(), "nobody chose between the two prices");
    const price = choice.getByRole("radiogroup", { name: "Price" });
    await keeper.sees(price.getByText("Theirs: 14.00"));
    await price.getByText("Yours: 15.00").click();
    await keeper.photographs("admin-conflict");
    await keeper.findsNoFault();
    await save.click();
    await keeper.seesNo(choice);
    const product = await shop.keeper.get(`/products/${id}`);
    assert.deepEqual(
        [product.price, product.category, product.description],
        ["15.00", "Lighting", "As another has it"],
    );
    assert.equal(await field(keeper, "Description").inputValue(), "As another has it");
    await keeper.leaves();
});

test("a sale is no reason to refuse an edit", async () => {
    const { id } = await newProduct("Busy Lamp");
    const keeper = await atWork(browser, shop, "keeper");
    await keeper.seesHeading("Overview");
    await keeper.goTo(`/admin/products/${id}`);
    await field(keeper, "Price").fill("13.00");
    await shop.keeper.post("/orders", {
        customer_id: custom.customers[0].id,
        items: [{ product_id: id, quantity: 1 }],
    });
    await pressesSave(keeper);
    await keeper.seesText("Changes saved.");
    await keeper.leaves();
});

test("an order that somebody else has moved is shown as it is now", async () => {
    const order = await placeOrder(shop, custom.customers[1], 1);
    const keeper = await atWork(browser, shop, "keeper");
    await keeper.seesHeading("Overview");
    await keeper.goTo(`/admin/orders/${order.id}`);
    await keeper.button("Start packing").click();
    await shop.keeper.post(`/orders/${order.id}/cancel`, {});
    keeper.awaits(412, 409);
    await dialog(keeper).getByRole("button", { name: "Start packing" }).click();
    await keeper.seesText("This order was changed by someone else");
    await keeper.button("Reload order").click();
    await keeper.seesNo(dialog(keeper));
    await keeper.seesText("Cancelled");
    assert.equal(await keeper.button("Start packing").count(), 0);
    await keeper.leaves();
});

test("what is typed is not lost without a question", async () => {
    const { id } = await newProduct("Half-edited Lamp");
    const keeper = await atWork(browser, shop, "keeper");
    await keeper.seesHeading("Overview");
    await keeper.goTo("/admin/products?search=half-edited");
    await keeper.link("Half-edited Lamp").click();
    await field(keeper, "Name").fill("Lamp in the making");
    await keeper.link("Customers").click();
    await keeper.sees(dialog(keeper).getByText("Leave page with unsaved changes?"));
    await keeper.button("Stay").last().click();
    await keeper.seesNo(dialog(keeper));
    assert.equal(await field(keeper, "Name").inputValue(), "Lamp in the making");
    await keeper.page.goBack();
    await keeper.button("Leave page").click();
    await keeper.seesHeading("Products");
    assert.equal((await shop.keeper.get(`/products/${id}`)).name, "Half-edited Lamp");
    await keeper.leaves();
});

test("a lost network is said, and what was typed is still there", async () => {
    const { id } = await newProduct("Distant Lamp");
    const keeper = await atWork(browser, shop, "keeper");
    await keeper.seesHeading("Overview");
    await keeper.goTo(`/admin/products/${id}`);
    await field(keeper, "Price").fill("18.00");
    keeper.awaits("net");
    const address = `**/api/v1/products/${id}`;
    await keeper.page.route(address, (route) => route.abort("connectionreset"));
    await pressesSave(keeper);
    await keeper.seesText("No connection to the shop");
    assert.equal(await field(keeper, "Price").inputValue(), "18.00");
    await keeper.page.unroute(address);
    await pressesSave(keeper);
    await keeper.seesText("Changes saved.");
    assert.equal((await shop.keeper.get(`/products/${id}`)).price, "18.00");
    await keeper.leaves();
});

test("staff are not offered what they may not do", async () => {
    const { id } = await newProduct("Lamp for looking at");
    const sam = await atWork(browser, shop, "sam");
    await sam.seesHeading("Overview");
    await sam.sees(sam.link("Orders"));
    for (const place of ["Customers", "Accounts"]) assert.equal(await sam.link(place).count(), 0, place);
    await sam.goTo(`/admin/products/${id}`);
    await sam.sees(field(sam, "Name"));
    assert.equal(await field(sam, "Name").getAttribute("readonly"), "");
    for (const button of ["Save", "Delete", "Upload image"]) {
        assert.equal(await sam.button(button).count(), 0, button);
    }
    await sam.photographs("admin-product-for-staff");
    await sam.goTo("/admin/products");
    await sam.sees(sam.page.getByRole("row").filter({ hasText: "COF-001" }));
    assert.equal(await sam.link("Add product").count(), 0);
    await sam.goTo("/admin/accounts");
    await sam.seesHeading("No access");
    await sam.goTo(`/admin/products/${id}/stock`);
    await field(sam, "Quantity received").fill("3");
    await sam.button("Save").click();
    await sam.seesText("8 left");
    assert.equal((await shop.keeper.get(`/products/${id}`)).stock, 8);
    await sam.leaves();
});

test("staff see who ordered, and the list is one request", async () => {
    const sam = await atWork(browser, shop, "sam");
    await sam.seesHeading("Overview");
    const asked = [];
    sam.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await sam.link("Orders").first().click();
    await sam.sees(sam.page.getByRole("row").filter({ hasText: "Ada Moreau" }).first());
    assert.deepEqual(
        asked.filter((path) => path.startsWith("/api/")),
        ["/api/v1/orders"],
    );
    await sam.leaves();
});

test("a customer has nothing to do here, and a deep link waits for who has", async () => {
    await shop.customer("vera");
    const visitor = await Visitor.enters(browser, shop);
    await visitor.goTo("/admin/products/4");
    await signsInToTheBackOffice(visitor, "vera");
    await visitor.seesText("The account vera has no access to the back office.");
    await visitor.button("Sign in with another account").click();
    await signsInToTheBackOffice(visitor, "keeper");
    await visitor.seesHeading("Espresso Nocturne, whole beans, 1 kg");
    await visitor.leaves();
});

test("an order is packed from the keyboard alone", async () => {
    const order = await placeOrder(shop, custom.customers[2], 2);
    const keeper = await atWork(browser, shop, "keeper");
    const { page } = keeper;
    await keeper.seesHeading("Overview");
    await keeper.goTo("/admin/orders?status=pending");
    await keeper.sees(keeper.link(`Order ${order.id}`));
    await keeper.tabsTo(keeper.link(`Order ${order.id}`));
    await page.keyboard.press("Enter");
    await keeper.seesHeading(`Order ${order.id}`);
    await keeper.sees(keeper.button("Start packing"));
    await keeper.tabsTo(keeper.button("Start packing"));
    await page.keyboard.press("Enter");
    await keeper.sees(dialog(keeper));
    await keeper.tabsTo(dialog(keeper).getByRole("button", { name: "Start packing" }));
    await page.keyboard.press("Enter");
    await keeper.sees(keeper.button("Mark as shipped"));
    assert.equal((await shop.keeper.get(`/orders/${order.id}`)).status, "processing");
    await keeper.leaves();
});

test("the menu is at hand on a phone", async () => {
    const keeper = await atWork(browser, shop, "keeper", phone);
    await keeper.seesHeading("Overview");
    await keeper.button("Open menu").click();
    await keeper.photographs("admin-menu-phone");
    await keeper.link("Orders").first().click();
    await keeper.seesHeading("Orders");
    await keeper.seesNo(keeper.link("Accounts"));
    await keeper.leaves();
});
