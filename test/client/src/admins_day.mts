// An admin's whole day: the catalogue, customers and their accounts, stock, and orders on their way.
import assert from "node:assert/strict";
import { done, got, invalid, passwordOfEveryone, refused, shopAt, signedIn, step, stockOf } from "./shop.mjs";
import type { Product, Shop } from "./shop.mjs";

export async function adminsDay(address: string): Promise<void> {
    const shop = await opens(address);
    const products = await fillsTheShelves(shop);
    await findsThings(shop, products);
    await editsAProduct(shop, products.tea);
    await countsTheStock(shop, products.cup);
    const customer = await welcomesACustomer(address, shop);
    await movesAnOrder(shop, customer, products.pot);
    await cancelsAnOrder(shop, customer, products.tea);
    await tidiesUp(address, shop, customer, products.pot);
}

const path = (thing: { id: number }) => ({ path: { id: thing.id } });

async function opens(address: string): Promise<Shop> {
    await step("a wrong password and an unknown user are the same to a stranger", async () => {
        const stranger = shopAt(address);
        const wrong = { username: "keeper", password: "not that one" };
        const first = await refused(401, "invalid-credentials", stranger.POST("/login", { body: wrong }));
        const unknown = { username: "nobody", password: "not that one" };
        const second = await refused(401, "invalid-credentials", stranger.POST("/login", { body: unknown }));
        assert.equal(first.detail, second.detail);
        await refused(401, "unauthorized", stranger.GET("/accounts"));
    });
    return step("signs in", async () => {
        const { shop, account } = await signedIn(address, "keeper");
        const { body } = await got(200, shop.GET("/me"));
        assert.deepEqual([body.id, body.username, body.role, body.customer], [account.id, "keeper", "admin", null]);
        return shop;
    });
}

async function fillsTheShelves(shop: Shop): Promise<{ tea: Product; cup: Product; pot: Product }> {
    const make = async (name: string, sku: string, price: string, stock: number, category: string) => {
        const body = { name, sku, price, stock, category, description: `A ${name.toLowerCase()} of this house` };
        const made = await got(201, shop.POST("/products", { body }));
        assert.equal(made.header("Location"), `/api/v1/products/${made.body.id}`);
        assert.deepEqual([made.body.price, made.body.stock, made.body.version], [price, stock, 1]);
        return made.body;
    };
    const products = await step("adds five products", async () => ({
        tea: await make("Green tea", "T-1", "7.50", 100, "Tea"),
        black: await make("Black tea", "T-2", "6.95", 80, "Tea"),
        cup: await make("Cup", "C-1", "12.00", 3, "Crockery"),
        pot: await make("Teapot", "C-2", "49.90", 8, "Crockery"),
        spoon: await make("Spoon", "C-3", "2.25", 500, "Crockery"),
    }));
    await step("may not give one code to two of them, nor leave out what is needed", async () => {
        const again = { name: "Other tea", sku: "T-1", price: "1.00" };
        await refused(409, "sku-taken", shop.POST("/products", { body: again }));
        const wrong = { name: "", price: "1.005", stock: -1 };
        await invalid(["name", "price", "stock"], shop.POST("/products", { body: wrong }));
    });
    return products;
}

async function findsThings(shop: Shop, products: { tea: Product }): Promise<void> {
    await step("reads the list page by page", async () => {
        const names: string[] = [];
        for (let page = 1, pages = 1; page <= pages; page += 1) {
            const query = { sort: "-price", page, per_page: 2 } as const;
            const { body, header } = await got(200, shop.GET("/products", { params: { query } }));
            assert.equal(body.total, 5);
            assert.equal(header("Link").includes('rel="next"'), page < 3);
            pages = body.pages ?? 0;
            names.push(...body.items.map((item) => item.name));
        }
        assert.deepEqual(names, ["Teapot", "Cup", "Green tea", "Black tea", "Spoon"]);
    });
    await step("reads the list from cursor to cursor", async () => {
        const names: string[] = [];
        let after: string | null = null;
        do {
            const query = { sort: "name", per_page: 2, ...(after === null ? {} : { after }) } as const;
            const page: Page = (await got(200, shop.GET("/products", { params: { query } }))).body;
            names.push(...page.items.map((item) => item.name));
            after = page.next_cursor;
        } while (after !== null);
        assert.deepEqual(names, ["Black tea", "Cup", "Green tea", "Spoon", "Teapot"]);
        await invalid(["after"], shop.GET("/products", { params: { query: { after: "made up" } } }));
    });
    await step("searches, filters, and asks for what there is", async () => {
        const search = await got(200, shop.GET("/products", { params: { query: { search: "GRÉEN t" } } }));
        assert.deepEqual(search.body.items, [products.tea]);
        const query = { category: "Crockery", max_price: "12.00", in_stock: true } as const;
        const cheap = await got(200, shop.GET("/products", { params: { query } }));
        assert.deepEqual(cheap.body.items.map((item) => item.name).sort(), ["Cup", "Spoon"]);
        await invalid(["per_page"], shop.GET("/products", { params: { query: { per_page: 101 } } }));
        const categories = await got(200, shop.GET("/categories"));
        assert.deepEqual(categories.body, [
            { name: "Crockery", product_count: 3 },
            { name: "Tea", product_count: 2 },
        ]);
    });
}

type Page = { items: Product[]; next_cursor: string | null };

async function editsAProduct(shop: Shop, tea: Product): Promise<void> {
    const etag = await step("reads a product, and need not read it again", async () => {
        const read = await got(200, shop.GET("/products/{id}", { params: path(tea) }));
        assert.deepEqual(read.body, tea);
        const etag = read.header("ETag");
        const again = { params: { ...path(tea), header: { "If-None-Match": etag } } };
        await done(304, shop.GET("/products/{id}", again));
        return etag;
    });
    await step("changes it at the version that was read", async () => {
        const params = { ...path(tea), header: { "If-Match": etag } };
        const changed = await got(200, shop.PATCH("/products/{id}", { params, body: { price: "7.90" } }));
        assert.deepEqual(changed.body, { ...tea, price: "7.90", version: 2, updated_at: changed.body.updated_at });
        assert.notEqual(changed.header("ETag"), etag);
    });
    await step("is stopped where somebody else was first, and loses nothing", async () => {
        const params = { ...path(tea), header: { "If-Match": etag } };
        const body = { name: "Sencha", price: "8.00" };
        await refused(412, "precondition-failed", shop.PUT("/products/{id}", { params, body }));
        await refused(412, "precondition-failed", shop.DELETE("/products/{id}", { params }));
        const read = await got(200, shop.GET("/products/{id}", { params: path(tea) }));
        assert.deepEqual([read.body.name, read.body.price], ["Green tea", "7.90"]);
        const now = { ...path(tea), header: { "If-Match": read.header("ETag") } };
        const replaced = await got(200, shop.PUT("/products/{id}", { params: now, body }));
        assert.deepEqual([replaced.body.name, replaced.body.category, replaced.body.version], ["Sencha", null, 3]);
    });
}

async function countsTheStock(shop: Shop, cup: Product): Promise<void> {
    const low = async () => {
        const { body } = await got(200, shop.GET("/inventory/low-stock", { params: { query: { below: 8 } } }));
        return body.items.map((item) => item.name);
    };
    await step("sees what runs low", async () => assert.deepEqual(await low(), ["Cup"]));
    await step("receives a delivery", async () => {
        const body = { change: 20, reason: "received", note: "From the potter" } as const;
        const row = await got(201, shop.POST("/products/{id}/stock-movements", { params: path(cup), body }));
        assert.deepEqual([row.body.product_id, row.body.change, row.body.note], [cup.id, 20, "From the potter"]);
        const broken = { change: -2, reason: "damaged" } as const;
        await got(201, shop.POST("/products/{id}/stock-movements", { params: path(cup), body: broken }));
        assert.equal(await stockOf(shop, cup), 21);
        assert.deepEqual(await low(), []);
    });
    await step("cannot take what is not there", async () => {
        const body = { change: -22, reason: "correction" } as const;
        const asked = shop.POST("/products/{id}/stock-movements", { params: path(cup), body });
        await refused(409, "insufficient-stock", asked);
    });
    await step("finds every piece in the ledger", async () => {
        const { body } = await got(200, shop.GET("/products/{id}/stock-movements", { params: path(cup) }));
        assert.deepEqual(body.items.map((row) => row.reason), ["damaged", "received", "initial"]);
        assert.deepEqual(body.items.map((row) => row.change), [-2, 20, 3]);
    });
}

interface Welcomed {
    id: number;
    account: number;
    username: string;
}

async function welcomesACustomer(address: string, shop: Shop): Promise<Welcomed> {
    const customer = await step("adds a customer, once", async () => {
        const body = { name: "Ada Müller", email: "ada@example.com", phone: "+43 1 234567" };
        const made = await got(201, shop.POST("/customers", { body }));
        assert.equal(made.header("Location"), `/api/v1/customers/${made.body.id}`);
        const again = { name: "Another", email: "ADA@example.com" };
        await refused(409, "email-taken", shop.POST("/customers", { body: again }));
        await invalid(["email"], shop.POST("/customers", { body: { name: "Another", email: "nowhere" } }));
        return made.body;
    });
    await step("finds the customer and corrects what is known", async () => {
        const { body } = await got(200, shop.GET("/customers", { params: { query: { search: "mull" } } }));
        assert.deepEqual(body.items, [customer]);
        const read = await got(200, shop.GET("/customers/{id}", { params: path(customer) }));
        const params = { ...path(customer), header: { "If-Match": read.header("ETag") } };
        const moved = await got(200, shop.PATCH("/customers/{id}", { params, body: { phone: null } }));
        assert.deepEqual([moved.body.phone, moved.body.version], [null, 2]);
        const body2 = { name: "Ada Maier", email: "ada.maier@example.com" };
        await refused(412, "precondition-failed", shop.PUT("/customers/{id}", { params, body: body2 }));
        const replaced = await got(200, shop.PUT("/customers/{id}", { params: path(customer), body: body2 }));
        assert.deepEqual([replaced.body.name, replaced.body.email], ["Ada Maier", "ada.maier@example.com"]);
    });
    const account = await step("makes one account for the customer", async () => {
        const body = { customer_id: customer.id, username: "ada", password: passwordOfEveryone };
        const made = await got(201, shop.POST("/accounts", { body }));
        assert.deepEqual([made.body.role, made.body.customer?.email], ["customer", "ada.maier@example.com"]);
        const second = { ...body, username: "ada2" };
        await refused(409, "customer-has-account", shop.POST("/accounts", { body: second }));
        const taken = { username: "ADA", password: passwordOfEveryone, role: "admin" };
        await refused(409, "username-taken", shop.POST("/accounts", { body: taken }));
        return made.body;
    });
    await step("lists the accounts, renames one, and sets another password", async () => {
        const { body } = await got(200, shop.GET("/accounts", { params: { query: { search: "ad" } } }));
        assert.deepEqual(body.items, [account]);
        const renamed = await got(200, shop.PATCH("/accounts/{id}", { params: path(account), body: { username: "ada.m" } }));
        assert.deepEqual([renamed.body.username, renamed.body.version], ["ada.m", 2]);
        await signedIn(address, "ada.m");
        const details = { username: "ada", role: "customer", password: "quite another one" };
        await got(200, shop.PUT("/accounts/{id}", { params: path(account), body: details }));
        const former = { username: "ada", password: passwordOfEveryone };
        await refused(401, "invalid-credentials", shopAt(address).POST("/login", { body: former }));
        const back = { password: passwordOfEveryone };
        await got(200, shop.PATCH("/accounts/{id}", { params: path(account), body: back }));
    });
    return { id: customer.id, account: account.id, username: "ada" };
}

async function movesAnOrder(shop: Shop, customer: Welcomed, pot: Product): Promise<void> {
    const items = [{ product_id: pot.id, quantity: 2 }];
    const order = await step("places an order for the customer", async () => {
        const body = { customer_id: customer.id, items, shipping_address: "Ring 1\n1010 Wien" };
        const placed = await got(201, shop.POST("/orders", { body }));
        assert.deepEqual([placed.body.status, placed.body.total, placed.body.currency], ["pending", "99.80", pot.currency]);
        assert.equal(await stockOf(shop, pot), pot.stock - 2);
        await invalid(["customer_id"], shop.POST("/orders", { body: { items } }));
        const tooMany = { customer_id: customer.id, items: [{ product_id: pot.id, quantity: 7 }] };
        const problem = await refused(409, "insufficient-stock", shop.POST("/orders", { body: tooMany }));
        assert.deepEqual(problem.shortages, [{ product_id: pot.id, requested: 7, available: 6 }]);
        return placed.body;
    });
    await step("moves it from pending to processing to shipped", async () => {
        const delivered = { status: "delivered" } as const;
        const params = path(order);
        await refused(409, "illegal-transition", shop.PATCH("/orders/{id}", { params, body: delivered }));
        const body = { status: "processing" } as const;
        const processing = await got(200, shop.PATCH("/orders/{id}", { params, body }));
        assert.deepEqual([processing.body.status, processing.body.version], ["processing", 2]);
        const shipment = { status: "shipped", carrier: "Post", tracking_number: "AT-42" } as const;
        const shipped = await got(200, shop.PATCH("/orders/{id}", { params, body: shipment }));
        assert.deepEqual([shipped.body.carrier, shipped.body.tracking_number], ["Post", "AT-42"]);
        await refused(409, "illegal-transition", shop.POST("/orders/{id}/cancel", { params }));
    });
    await step("finds it among those that are shipped", async () => {
        const query = { status: "shipped", customer_id: customer.id } as const;
        const { body } = await got(200, shop.GET("/orders", { params: { query } }));
        assert.deepEqual(body.items.map((item) => item.id), [order.id]);
        const none = { status: "pending", from: "2020-01-01T00:00:00Z" } as const;
        assert.equal((await got(200, shop.GET("/orders", { params: { query: none } }))).body.total, 0);
    });
    await step("sees it delivered, takes it back, and has the pieces again", async () => {
        const params = path(order);
        await got(200, shop.PATCH("/orders/{id}", { params, body: { status: "delivered" } }));
        const body = { status: "returned", note: "The lid was broken" } as const;
        await got(200, shop.PATCH("/orders/{id}", { params, body }));
        assert.equal(await stockOf(shop, pot), pot.stock);
        const tracking = await got(200, shop.GET("/orders/{id}/tracking", { params }));
        assert.deepEqual(
            tracking.body.history.map((event) => event.status),
            ["pending", "processing", "shipped", "delivered", "returned"],
        );
        assert.equal(tracking.body.history.at(-1)?.note, "The lid was broken");
        const ledger = await got(200, shop.GET("/products/{id}/stock-movements", { params: path(pot) }));
        assert.deepEqual(ledger.body.items.map((row) => [row.reason, row.change, row.order_id]), [
            ["returned", 2, order.id],
            ["sale", -2, order.id],
            ["initial", pot.stock, null],
        ]);
    });
}

async function cancelsAnOrder(shop: Shop, customer: Welcomed, tea: Product): Promise<void> {
    await step("cancels an order, once", async () => {
        const body = { customer_id: customer.id, items: [{ product_id: tea.id, quantity: 30 }] };
        const order = await got(201, shop.POST("/orders", { body }));
        assert.equal(await stockOf(shop, tea), tea.stock - 30);
        const params = path(order.body);
        const why = { params, body: { reason: "Ordered twice" } };
        const cancelled = await got(200, shop.POST("/orders/{id}/cancel", why));
        assert.deepEqual([cancelled.body.id, cancelled.body.status], [order.body.id, "cancelled"]);
        await refused(409, "illegal-transition", shop.POST("/orders/{id}/cancel", { params }));
        assert.equal(await stockOf(shop, tea), tea.stock);
    });
}

async function tidiesUp(address: string, shop: Shop, customer: Welcomed, pot: Product): Promise<void> {
    await step("takes a product out of the shop; the orders keep their lines", async () => {
        await done(204, shop.DELETE("/products/{id}", { params: path(pot) }));
        await refused(404, "not-found", shop.GET("/products/{id}", { params: path(pot) }));
        const query = { customer_id: customer.id, status: "returned" } as const;
        const { body } = await got(200, shop.GET("/orders", { params: { query } }));
        const line = body.items[0]?.items[0];
        assert.deepEqual([line?.name, line?.unit_price, line?.line_total], ["Teapot", "49.90", "99.80"]);
    });
    await step("removes an account, whose token is dead at once", async () => {
        const ada = await signedIn(address, customer.username);
        await got(200, ada.shop.GET("/me"));
        await done(204, shop.DELETE("/accounts/{id}", { params: { path: { id: customer.account } } }));
        await refused(401, "unauthorized", ada.shop.GET("/me"));
    });
    await step("forgets a customer; the orders stay, and are nobody's", async () => {
        await done(204, shop.DELETE("/customers/{id}", { params: path(customer) }));
        await refused(404, "not-found", shop.GET("/customers/{id}", { params: path(customer) }));
        const { body } = await got(200, shop.GET("/orders"));
        assert.deepEqual(body.items.map((order) => [order.status, order.customer_id, order.shipping_address]), [
            ["cancelled", null, null],
            ["returned", null, null],
        ]);
    });
    await step("cannot leave the shop without an admin", async () => {
        const me = (await got(200, shop.GET("/me"))).body;
        await refused(409, "last-admin", shop.DELETE("/accounts/{id}", { params: path(me) }));
        const demoted = { params: path(me), body: { role: "staff" } };
        await refused(409, "last-admin", shop.PATCH("/accounts/{id}", demoted));
        await done(204, shop.POST("/logout"));
        await refused(401, "unauthorized", shop.GET("/me"));
    });
}
