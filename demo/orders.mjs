// Writes some weeks of orders of the demonstration's customers as CSV to standard output, up to now: more at weekends,
// slowly growing, the older ones delivered, the latest still to be sent. The same day gives the same orders.
//
//   node demo/orders.mjs [WEEKS]
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rowsOf } from "./csv.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const read = (file) => rowsOf(readFileSync(join(here, file), "utf8"));
const weeks = Number(process.argv[2] ?? 8);
const day_ms = 86_400_000;

// mulberry32: small, and the same everywhere.
function randomFrom(seed) {
    return () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}
const random = randomFrom(20260401);
const below = (count) => Math.floor(random() * count);

const customers = read("customers.csv");
const catalogue = read("catalogue.csv").map((product) => ({ ...product, liked: 0.2 + random() ** 3 * 4 }));
const liking = catalogue.reduce((sum, product) => sum + product.liked, 0);

function anyProduct() {
    let at = random() * liking;
    return catalogue.find((product) => (at -= product.liked) <= 0) ?? catalogue[0];
}

function statusAfter(days) {
    if (random() < 0.04) return "cancelled";
    if (days > 6) return random() < 0.03 ? "returned" : "delivered";
    if (days > 2) return random() < 0.6 ? "delivered" : "shipped";
    if (days > 0.7) return random() < 0.5 ? "shipped" : "processing";
    return random() < 0.7 ? "pending" : "processing";
}

const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const now = Date.now();
const today = Math.floor(now / day_ms) * day_ms;
let number = 1000;

console.log("number,placed_at,customer_email,sku,name,quantity,unit_price,status");
for (let day = today - weeks * 7 * day_ms; day <= today; day += day_ms) {
    const weekday = new Date(day).getUTCDay();
    const growth = 1 + ((day - today) / day_ms / 7 / weeks) * 0.4;
    const count = Math.round((5 + below(4) + (weekday === 0 || weekday === 6 ? 4 : 0)) * growth);
    const times = Array.from({ length: count }, () => day + (7 + random() * 15) * 3_600_000).sort((a, b) => a - b);
    for (const time of times.filter((at) => at < now)) {
        number += 1;
        const customer = customers[Math.min(below(customers.length), below(customers.length))];
        const status = statusAfter((now - time) / day_ms);
        const products = new Set(Array.from({ length: 1 + below(4) }, anyProduct));
        for (const { sku, name, price } of products) {
            const quantity = 1 + (random() < 0.3 ? below(4) : 0);
            console.log([`D-${number}`, new Date(time).toISOString(), customer.email, sku, quoted(name), quantity, price, status].join(","));
        }
    }
}
