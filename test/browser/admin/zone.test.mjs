// A shop on the other side of the world: its days and times, wherever the reader is.
import { test } from "node:test";
import { atWork, importFile } from "./keeper.mjs";
import { opened } from "../visitor.mjs";

const settings = { TILL_STORE_TIME_ZONE: "Pacific/Kiritimati" }; // 14 hours ahead of UTC, all year
const { shop, browser } = await opened({ settings });
await shop.keeper.post("/customers", { name: "Ada Moreau", email: "ada@example.com" });
const columns = "number,placed_at,customer_email,sku,name,quantity,unit_price,status";
await importFile(shop, "orders", `${columns}\nOLD-1,2026-03-10T12:30:00Z,ada@example.com,TEA-1,Tea,2,4.50,delivered`);

test("times and days are the shop's, wherever the reader is", async () => {
    const keeper = await atWork(browser, shop, "keeper", { timezoneId: "America/Los_Angeles" });
    await keeper.seesText("Time zone: Pacific/Kiritimati");
    const placed = keeper.page.getByRole("cell", { name: "Mar 11, 2026, 2:30 AM" });
    await keeper.goTo("/admin/orders?from=2026-03-11&to=2026-03-11");
    await keeper.sees(placed);
    await keeper.photographs("admin-orders-of-a-day");
    await keeper.goTo("/admin/orders?from=2026-03-10&to=2026-03-10");
    await keeper.seesText("No orders found.");
    await keeper.leaves();
});
