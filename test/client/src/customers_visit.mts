// A customer's whole visit: signing in, looking around, the cart, an order, and leaving.
import assert from "node:assert/strict";
import { done, got, invalid, passwordOfEveryone, refused, shopAt, signedIn, step, stockOf } from "./shop.mjs";
import type { Product, Shop } from "./shop.mjs";

export async function customersVisit(address: string): Promise<void> {
    const { shop: admin } = await signedIn(address, "keeper");
    const { book, pen } = await prepares(admin);
    const shop = await signsIn(address);
    await looksAround(shop, book);
    await fillsTheCart(shop, book, pen);
    const order = await checksOut(shop, book);
    await followsTheOrder(shop, admin, address, order);
    await cancelsAnother(shop, pen);
    await leaves(address, shop);
}

async function prepares(admin: Shop): Promise<{ book: Product; pen: Product }> {
    const product = async (name: string, price: string, stock: number) =>
        (await got(201, admin.POST("/products", { body: { name, price, stock, category: "Paper" } }))).body;
    const customer = async (username: string) => {
        const body = { name: username, email: `${username}@example.com` };
        const made = await got(201, admin.POST("/customers", { body }));
        const account = { customer_id: made.body.id, username, password: passwordOfEveryone };
        await got(201, admin.POST("/accounts", { body: account }));
    };
    return step("there are two products, and two customers", async () => {
        await customer("grace");
        await customer("stranger");
        return { book: await product("Notebook", "4.20", 50), pen: await product("Fountain pen", "31.00", 5) };
    });
}

async function signsIn(address: string): Promise<Shop> {
    const anyone = shopAt(address);
    await step("an older refresh token ends the session", async () => {
        const first = await signedIn(address, "grace");
        const next = await got(200, anyone.POST("/login/refresh", { body: { refresh_token: first.refresh_token } }));
        const older = { refresh_token: first.refresh_token };
        const again = await got(200, anyone.POST("/login/refresh", { body: older }));
        assert.equal(again.body.refresh_token, next.body.refresh_token); // the response might have been lost
        const latest = { refresh_token: next.body.refresh_token };
        const third = await got(200, anyone.POST("/login/refresh", { body: latest }));
        await refused(401, "invalid-refresh-token", anyone.POST("/login/refresh", { body: older }));
        await refused(401, "invalid-refresh-token", anyone.POST("/login/refresh", { body: { refresh_token: third.body.refresh_token } }));
        await refused(401, "unauthorized", shopAt(address, third.body.auth_token).GET("/me"));
    });
    return step("signs in, and stays so with a refresh", async () => {
        const { refresh_token, account } = await signedIn(address, "Grace");
        const { body } = await got(200, anyone.POST("/login/refresh", { body: { refresh_token } }));
        assert.deepEqual(body.account, account);
        const shop = shopAt(address, body.auth_token);
        const me = (await got(200, shop.GET("/me"))).body;
        assert.deepEqual([me.role, me.customer?.email], ["customer", "grace@example.com"]);
        assert.equal(me.customer?.id, account.customer_id);
        return shop;
    });
}

async function looksAround(shop: Shop, book: Product): Promise<void> {
    await step("finds a product by the beginnings of its words", async () => {
        const found = await got(200, shop.GET("/products", { params: { query: { search: "paper note" } } }));
        assert.deepEqual(found.body.items, [book]);
        const none = await got(200, shop.GET("/products", { params: { query: { search: "elephant" } } }));
        assert.deepEqual([none.body.items, none.body.total], [[], 0]);
    });
    await step("may do nothing that is the shop's own", async () => {
        const body = { name: "Free", price: "0.00" };
        await refused(403, "forbidden", shop.POST("/products", { body }));
        await refused(403, "forbidden", shop.GET("/customers"));
        await refused(403, "forbidden", shop.GET("/orders"));
        await refused(403, "forbidden", shop.GET("/inventory/low-stock"));
    });
}

async function fillsTheCart(shop: Shop, book: Product, pen: Product): Promise<void> {
    await step("fills the cart, and thinks better of some of it", async () => {
        const empty = { items: [], item_count: 0, total: "0.00", currency: book.currency };
        assert.deepEqual((await got(200, shop.GET("/cart"))).body, empty);
        const put = (product_id: number, quantity: number) =>
            shop.POST("/cart/items", { body: { product_id, quantity } });
        await got(200, put(book.id, 2));
        await got(200, put(book.id, 1));
        const three = await got(200, put(pen.id, 1));
        assert.deepEqual([three.body.item_count, three.body.total], [4, "43.60"]);
        await invalid(["product_id"], put(987654321, 1));
        await invalid(["quantity"], put(book.id, 0));
        const params = { path: { product_id: book.id } };
        const ten = await got(200, shop.PUT("/cart/items/{product_id}", { params, body: { quantity: 10 } }));
        assert.deepEqual(ten.body.items.map((line) => [line.name, line.quantity, line.line_total, line.available]), [
            ["Notebook", 10, "42.00", 50],
            ["Fountain pen", 1, "31.00", 5],
        ]);
        const pens = { path: { product_id: pen.id } };
        const one = await got(200, shop.DELETE("/cart/items/{product_id}", { params: pens }));
        assert.equal(one.body.total, "42.00");
        await refused(404, "not-found", shop.DELETE("/cart/items/{product_id}", { params: pens }));
    });
}

async function checksOut(shop: Shop, book: Product): Promise<{ id: number }> {
    const checkOut = (key: string, body: { expected_total?: string; shipping_address?: string; note?: string }) =>
        shop.POST("/cart/checkout", { params: { header: { "Idempotency-Key": key } }, body });
    await step("is not charged another total than was shown", async () => {
        await refused(409, "price-changed", checkOut("first", { expected_total: "41.00" }));
        assert.equal((await got(200, shop.GET("/cart"))).body.item_count, 10);
    });
    return step("checks out twice with one key, and has ordered once", async () => {
        const body = { expected_total: "42.00", shipping_address: "Ring 2\n1010 Wien", note: "Please ring twice" };
        const first = await got(201, checkOut("second", body));
        assert.equal(first.header("Location"), `/api/v1/orders/${first.body.id}`);
        assert.ok(!first.hasHeader("Idempotent-Replayed"));
        assert.deepEqual([first.body.total, first.body.note], ["42.00", "Please ring twice"]);
        const again = await got(201, checkOut("second", body));
        assert.equal(again.header("Idempotent-Replayed"), "true");
        assert.deepEqual(again.body, first.body);
        await refused(422, "idempotency-key-reused", checkOut("second", { expected_total: "42.00" }));
        await refused(409, "cart-empty", checkOut("third", {}));
        assert.equal(await stockOf(shop, book), 40);
        const own = await got(200, shop.GET("/me/orders"));
        assert.deepEqual(own.body.items, [first.body]);
        return first.body;
    });
}

async function followsTheOrder(shop: Shop, admin: Shop, address: string, order: { id: number }): Promise<void> {
    const params = { path: { id: order.id } };
    await step("follows the order to the carrier", async () => {
        await got(200, admin.PATCH("/orders/{id}", { params, body: { status: "processing" } }));
        const body = { status: "shipped", carrier: "Post", tracking_number: "AT-43", note: "On its way" } as const;
        await got(200, admin.PATCH("/orders/{id}", { params, body }));
        const tracking = (await got(200, shop.GET("/orders/{id}/tracking", { params }))).body;
        assert.deepEqual(
            [tracking.order_id, tracking.status, tracking.carrier, tracking.tracking_number],
            [order.id, "shipped", "Post", "AT-43"],
        );
        assert.deepEqual(tracking.history.map((event) => [event.status, event.note]), [
            ["pending", null],
            ["processing", null],
            ["shipped", "On its way"],
        ]);
        await refused(409, "illegal-transition", shop.POST("/orders/{id}/cancel", { params }));
    });
    await step("is the only one who can", async () => {
        const { shop: stranger } = await signedIn(address, "stranger");
        await refused(404, "not-found", stranger.GET("/orders/{id}", { params }));
        await refused(404, "not-found", stranger.GET("/orders/{id}/tracking", { params }));
        await refused(404, "not-found", stranger.POST("/orders/{id}/cancel", { params }));
        await refused(403, "forbidden", shop.PATCH("/orders/{id}", { params, body: { status: "delivered" } }));
    });
}

async function cancelsAnother(shop: Shop, pen: Product): Promise<void> {
    await step("orders without the cart, as much as there is", async () => {
        const tooMany = { items: [{ product_id: pen.id, quantity: 3 }, { product_id: pen.id, quantity: 4 }] };
        const problem = await refused(409, "insufficient-stock", shop.POST("/orders", { body: tooMany }));
        assert.deepEqual(problem.shortages, [{ product_id: pen.id, requested: 7, available: 5 }]);
        await invalid(["items"], shop.POST("/orders", { body: { items: [] } }));
    });
    await step("cancels, and the pieces are in stock again", async () => {
        const body = { items: [{ product_id: pen.id, quantity: 5 }] };
        const key = { header: { "Idempotency-Key": "pens" } };
        const order = await got(201, shop.POST("/orders", { params: key, body }));
        assert.equal(await stockOf(shop, pen), 0);
        const params = { path: { id: order.body.id } };
        const cancelled = await got(200, shop.POST("/orders/{id}/cancel", { params, body: { reason: "Too many" } }));
        assert.equal(cancelled.body.status, "cancelled");
        assert.equal(await stockOf(shop, pen), 5);
        assert.deepEqual((await got(200, shop.GET("/orders/{id}", { params }))).body, cancelled.body);
    });
}

async function leaves(address: string, shop: Shop): Promise<void> {
    let own = shop;
    await step("changes the password, which ends every other session", async () => {
        const other = await signedIn(address, "grace");
        const wrong = { current_password: "not that one", new_password: "a better password" };
        await invalid(["current_password"], shop.PUT("/me/password", { body: wrong }));
        const right = { current_password: passwordOfEveryone, new_password: "a better password" };
        const changed = await got(200, shop.PUT("/me/password", { body: right }));
        assert.equal(changed.body.account.username, "grace");
        await refused(401, "unauthorized", shop.GET("/me"));
        own = shopAt(address, changed.body.auth_token);
        await refused(401, "unauthorized", other.shop.GET("/me"));
        const former = { username: "grace", password: passwordOfEveryone };
        await refused(401, "invalid-credentials", shopAt(address).POST("/login", { body: former }));
        await signedIn(address, "grace", "a better password");
    });
    await step("empties the cart and signs out", async () => {
        await done(204, own.DELETE("/cart"));
        await done(204, own.POST("/logout"));
        await refused(401, "unauthorized", own.GET("/cart"));
    });
}
