// Who works in the back office, and a shop that has been open for a while.
import { password } from "../shop.mjs";
import { Visitor } from "../visitor.mjs";

/** Somebody who has signed in to the back office. */
export async function atWork(browser, shop, username, options) {
    const visitor = await Visitor.enters(browser, shop, options);
    await visitor.goTo("/admin");
    await signsInToTheBackOffice(visitor, username);
    return visitor;
}

export async function signsInToTheBackOffice(visitor, username) {
    await visitor.page.getByLabel("Username").fill(username);
    await visitor.page.getByRole("textbox", { name: "Password" }).fill(password);
    await visitor.button("Sign in").click();
}

/** A field of the form that is open, by its whole label; a list of suggestions has the same. */
export const field = (visitor, label) =>
    visitor.page.getByLabel(label, { exact: true }).and(visitor.page.locator("input, select, textarea"));

export const dialog = (visitor) => visitor.page.getByRole("dialog");

/** A part of the page that has a name. */
export const part = (visitor, name) => visitor.page.getByRole("region", { name, exact: true });

export const pressesSave = (visitor) => visitor.button("Save").click();

/** An account that works with orders and stock, and may do nothing else. */
export function makeStaff(shop, username) {
    return shop.keeper.post("/accounts", { username, password, role: "staff", customer_id: null });
}

const people = ["Ada Moreau", "Björn Lindqvist", "Chiara Ferri", "Dmitri Volkov", "Esra Yılmaz", "Femi Adeyemi"];
const day_ms = 86_400_000;

/** Customers with orders in every state, and two months of older ones. */
export async function makeCustom(shop) {
    const customers = [];
    for (const name of people) {
        const email = `${name.split(" ")[0].toLowerCase()}@example.com`.normalize("NFD").replace(/[^ -~]/g, "");
        customers.push(await shop.keeper.post("/customers", { name, email, phone: "+49 30 1234567" }));
    }
    await importOldOrders(shop, customers);
    const orders = [];
    for (const [index, customer] of customers.entries()) orders.push(await placeOrder(shop, customer, index));
    await moveAlong(shop, orders[1], ["processing"]);
    await moveAlong(shop, orders[2], ["processing", "shipped"]);
    await moveAlong(shop, orders[3], ["processing", "shipped", "delivered"]);
    await moveAlong(shop, orders[4], ["cancelled"]);
    return { customers, orders };
}

export function placeOrder(shop, customer, index) {
    return shop.keeper.post("/orders", {
        customer_id: customer.id,
        shipping_address: `${customer.name}\n${12 + index} Long Lane\n1100${index} Springfield`,
        items: [
            { product_id: 3 + index * 5, quantity: 1 + (index % 3) },
            { product_id: 4, quantity: 1 },
        ],
        ...(index === 0 ? { note: "Please leave it with the neighbour." } : {}),
    });
}

async function moveAlong(shop, { id }, statuses) {
    for (const status of statuses) {
        const sent = status === "shipped" ? { carrier: "Parcel Post", tracking_number: "PP 1234 5678" } : {};
        await shop.keeper.patch(`/orders/${id}`, { status, ...sent });
    }
}

async function importOldOrders(shop, customers) {
    const wares = [
        ["COF-002", "Ethiopian Yirgacheffe, whole beans, 250 g", 12.5],
        ["COF-004", "Espresso Nocturne, whole beans, 1 kg", 29],
        ["BAK-001", "Sourdough Loaf, 800 g", 6.8],
        ["PAN-001", "Extra Virgin Olive Oil, 500 ml", 16.5],
        ["TEA-005", "Stoneware Teapot, 1 litre", 34],
    ];
    const rows = ["number,placed_at,customer_email,sku,name,quantity,unit_price,status"];
    for (let order = 0; order < 180; order += 1) {
        const back = Math.floor(order / 3) + 1;
        if (back % 7 === 3) continue; // the shop is closed on a day of the week
        const at = new Date(Date.now() - back * day_ms - (order % 3) * 3_600_000).toISOString();
        const [sku, name, price] = wares[(order * order) % wares.length];
        const { email } = customers[order % customers.length];
        const quantity = 1 + ((order * 7) % 4);
        rows.push(`OLD-${order},${at},${email},${sku},"${name}",${quantity},${price.toFixed(2)},delivered`);
    }
    await importFile(shop, "orders", rows.join("\n"));
}

export async function importFile(shop, kind, text) {
    const say = async (method, path, type, body, token) => {
        const headers = { "Content-Type": type, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
        const response = await fetch(`${shop.address}/api/v1${path}`, { method, headers, body });
        const said = await response.text();
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${said}`);
        return JSON.parse(said);
    };
    const credentials = JSON.stringify({ username: shop.keeper.username, password });
    const { auth_token } = await say("POST", "/login", "application/json", credentials);
    let job = await say("POST", `/imports/${kind}`, "text/csv", text, auth_token);
    while (job.status === "waiting" || job.status === "running") {
        await new Promise((done) => setTimeout(done, 50));
        job = await shop.keeper.get(`/imports/${job.id}`);
    }
    if (job.status !== "done") throw new Error(JSON.stringify(job));
}
