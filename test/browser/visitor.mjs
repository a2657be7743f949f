// Somebody at a browser: a window whose console has to stay clean, and what a test wants of it.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after } from "node:test";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { openShop, password } from "./shop.mjs";

const root = new URL("../..", import.meta.url).pathname;
const screenshots = join(root, "build/screenshots");

/** A shop and a browser for the tests of a file. */
export async function opened(options) {
    const shop = await openShop(options);
    after(() => shop.close());
    const browser = await openBrowser();
    after(() => browser.close());
    return { shop, browser };
}

/** Debian's browser, which makes no requests by itself. */
function openBrowser() {
    const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: [
            ...asRoot,
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    });
}

export const desktop = { viewport: { width: 1280, height: 900 } };
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
export const dresses = { desktop, phone, dark: { ...desktop, colorScheme: "dark" } };

export class Visitor {
    static async enters(browser, shop, options = desktop) {
        const context = await browser.newContext({
            locale: "en-US",
            baseURL: shop.address,
            reducedMotion: "reduce",
            ...options,
        });
        context.setDefaultTimeout(30_000);
        return new Visitor(context, await context.newPage());
    }

    constructor(context, page) {
        this.context = context;
        this.page = page;
        this.complaints = [];
        this.awaited = new Set();
        context.on("console", (message) => {
            if (message.type() === "error" && !this.#isAwaited(message.text())) this.complaints.push(message.text());
        });
        context.on("weberror", (error) => this.complaints.push(String(error.error())));
    }

    /**
     * Answers with this status, a broken connection ("net"), or code that does not come ("module") belong to the test:
     * browsers log them as errors.
     */
    awaits(...what) {
        for (const each of what) this.awaited.add(String(each));
    }

    #isAwaited(text) {
        const status = /^Failed to load resource: the server responded with a status of (\d+)/.exec(text)?.[1];
        if (status) return this.awaited.has(status);
        if (this.awaited.has("module") && text.includes("dynamically imported module")) return true;
        return this.awaited.has("net") && /^Failed to load resource: net::/.test(text);
    }

    /** Nothing went wrong that the test did not await. */
    async leaves() {
        await this.context.close();
        assert.deepEqual(this.complaints, [], "the browser's console");
    }

    goTo(path) {
        return this.page.goto(path);
    }

    heading(name) {
        return this.page.getByRole("heading", { level: 1, name });
    }

    button(name) {
        return this.page.getByRole("button", { name });
    }

    link(name) {
        return this.page.getByRole("link", { name });
    }

    async sees(locator) {
        await locator.first().waitFor({ state: "visible" });
    }

    seesHeading(name) {
        return this.sees(this.heading(name));
    }

    seesText(text) {
        return this.sees(this.page.getByText(text));
    }

    async seesNo(locator) {
        await locator.first().waitFor({ state: "hidden" });
    }

    async signsIn(username, secret = password) {
        await this.goTo("/sign-in");
        await this.page.getByLabel("Username").fill(username);
        await this.page.getByLabel("Password", { exact: true }).fill(secret);
        await this.page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    }

    async isSignedInAs(username) {
        await this.signsIn(username);
        await this.sees(this.button(`Account of ${username}`));
    }

    async fillsInTheAddress() {
        await this.page.getByLabel("Street address").fill("1 Market Square");
        await this.page.getByLabel("Postal code").fill("10115");
        await this.page.getByLabel("City").fill("Springfield");
    }

    /** axe-core finds nothing, and nothing is wider than the screen. */
    async findsNoFault() {
        await this.page.evaluate(axe.source);
        const { violations } = await this.page.evaluate(() => globalThis.axe.run(document));
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
        assert.deepEqual(found, [], this.page.url());
        const tooWide = await this.page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(tooWide <= 0, `${this.page.url()} is ${tooWide} px too wide`);
    }

    /** The whole web page, with the images that a visitor would have scrolled to. */
    async photographs(name) {
        mkdirSync(screenshots, { recursive: true });
        await this.page.evaluate(() => {
            for (const picture of document.images) picture.loading = "eager";
            return document.fonts.ready;
        });
        await this.page.waitForFunction(() => [...document.images].every((picture) => picture.complete));
        await this.page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true, animations: "disabled" });
    }

    /** Visits web pages one by one: takes a screenshot of each, named by `nameOf`, and checks it for faults. */
    async looksAt(pages, asTests, nameOf) {
        for (const [name, path, isThere] of pages) {
            await asTests.test(name, async () => {
                await this.goTo(path);
                await isThere(this);
                await this.photographs(nameOf(name));
                await this.findsNoFault();
            });
        }
    }

    /** Presses Tab until the element has the focus, as one who has no mouse. */
    async tabsTo(locator) {
        for (let presses = 0; presses < 100; presses += 1) {
            await this.page.keyboard.press("Tab");
            if (await locator.evaluate((element) => element === document.activeElement)) return;
        }
        assert.fail(`Tab does not reach ${locator}`);
    }
}
