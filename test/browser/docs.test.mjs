// The documentation page: a call that is tried after a sign-in that was tried is made as who signed in.
import { test } from "node:test";
import { password } from "./shop.mjs";
import { opened, Visitor } from "./visitor.mjs";

const { shop, browser } = await opened();

test("who signs in on the documentation page can try every call", async () => {
    await shop.customer("dora");
    const visitor = await Visitor.enters(browser, shop);
    visitor.awaits(401);
    await visitor.goTo("/api/docs");
    const operation = (id) => visitor.page.locator(`[id$="-${id}"].opblock`);
    const open = async (id) => {
        await operation(id).getByRole("button").first().click();
        await visitor.sees(operation(id).getByRole("button", { name: "Execute" }));
    };
    const tried = async (id, status) => {
        await operation(id).getByRole("button", { name: "Execute" }).click();
        const answer = operation(id).locator(".live-responses-table .response-col_status");
        await visitor.sees(answer.filter({ hasText: String(status) }));
    };
    await open("showOwnAccount");
    await tried("showOwnAccount", 401);
    await open("signIn");
    await operation("signIn").locator("textarea").fill(JSON.stringify({ username: "dora", password }));
    await tried("signIn", 200);
    await tried("showOwnAccount", 200);
    await visitor.sees(operation("showOwnAccount").getByText("dora@example.com"));
    await visitor.leaves();
});
