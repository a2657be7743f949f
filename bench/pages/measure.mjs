// How fast the storefront is for a visitor: the compressed JavaScript of its first load, and what Lighthouse says of the
// start page and of a product page, on a phone and at a desk. Fails where a figure misses its target. script/bench
// pages starts it.
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { openShop } from "../../test/browser/shop.mjs";

const shop = await openShop();
const { address } = shop;
const scriptsAtMost_kB = 200;
const scoreAtLeast = 95;
const categories = { performance: "performance", accessibility: "accessibility", "best-practices": "best practices" };

let short = 0;
function show(name, value, unit, mark, reached) {
    if (!reached) short += 1;
    console.log(`${name.padEnd(48)} ${String(value).padStart(6)} ${unit.padEnd(4)} ${mark.padEnd(16)} ${reached ? "reached" : "short"}`);
}

async function product() {
    const list = await fetch(`${address}/api/v1/products?per_page=1&in_stock=true`);
    const { items } = await list.json();
    return items[0].id;
}

function scriptsOf(audits) {
    const scripts = audits["network-requests"].details.items.filter((item) => item.resourceType === "Script");
    return scripts.reduce((sum, item) => sum + item.transferSize, 0) / 1000;
}

async function look(port, name, page, dress, config) {
    const { lhr } = await lighthouse(
        `${address}${page}`,
        { port, output: "json", logLevel: "error", onlyCategories: Object.keys(categories) },
        config,
    );
    if (lhr.runtimeError) throw new Error(`${page}: ${lhr.runtimeError.message}`);
    for (const [category, words] of Object.entries(categories)) {
        const score = Math.round(lhr.categories[category].score * 100);
        show(`${name}, ${dress}: ${words}`, score, "", `at least ${scoreAtLeast}`, score >= scoreAtLeast);
        if (score < scoreAtLeast) explain(lhr, category);
    }
    return lhr;
}

/** The audits that lowered the score. */
function explain(lhr, category) {
    for (const { id, weight } of lhr.categories[category].auditRefs) {
        const { score, title, displayValue = "" } = lhr.audits[id];
        if (weight > 0 && score !== null && score < 1) console.log(`    ${title} ${displayValue} (${score})`);
    }
}

const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const chrome = await launch({
    chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromeFlags: [
        "--headless",
        ...asRoot,
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
});
try {
    const pages = { "start page": "/", "product page": `/products/${await product()}` };
    for (const [dress, config] of Object.entries({ phone: undefined, desktop: desktopConfig })) {
        for (const [name, page] of Object.entries(pages)) {
            const { audits } = await look(chrome.port, name, page, dress, config);
            if (dress === "phone" && page === "/") {
                const kB = Math.round(scriptsOf(audits));
                show("start page: compressed JavaScript", kB, "kB", `at most ${scriptsAtMost_kB}`, kB <= scriptsAtMost_kB);
            }
        }
    }
} finally {
    chrome.kill();
    await shop.close();
}
process.exitCode = short === 0 ? 0 : 1;
