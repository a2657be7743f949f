// A shop of its own for a test: the real program, with the built pages inside it, in a temporary folder on a free port.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const till = join(root, "build/release/till");
export const password = "a password for tests";

/**
 * The demonstration catalogue (or none, where `empty`), an open catalogue, open registration, and no limits but those of
 * `routeLimits`. `settings` are further TILL_… variables.
 */
export async function openShop({ routeLimits = {}, empty = false, settings = {} } = {}) {
    const folder = mkdtempSync(join(tmpdir(), "till-browser-"));
    const limits = Object.entries(routeLimits).map(([route, limit]) => `${route} = "${limit}"`);
    writeFileSync(join(folder, "till.toml"), ["[limits.routes]", ...limits, ""].join("\n"));
    const env = {
        PATH: process.env.PATH,
        TILL_CONFIG: join(folder, "till.toml"),
        TILL_DATABASE_URL: `sqlite:${folder}/till.db`,
        TILL_DATABASE_MIGRATE_AT_START: "true",
        TILL_SERVER_LISTEN: "127.0.0.1:0",
        TILL_SERVER_MANAGEMENT: "",
        TILL_LIMITS_DEFAULT: "",
        TILL_TOKENS_SECRET: "a signing key for tests, long enough",
        TILL_ACCESS_PUBLIC_CATALOGUE: "true",
        TILL_ACCESS_REGISTRATION: "true",
        ...settings,
    };
    const once = (...words) => {
        const { status, stderr } = spawnSync(till, words, { env, input: `${password}\n`, encoding: "utf8" });
        if (status !== 0) throw new Error(`till ${words.join(" ")}: ${stderr}`);
    };
    once("account", "create", "--username", "keeper", "--role", "admin", "--password-stdin");
    if (!empty) once("import", "products", join(root, "demo/catalogue.csv"));
    const server = spawn(till, ["serve"], { env, stdio: ["ignore", "pipe", "ignore"] });
    const ended = new Promise((done) => server.once("exit", done));
    const address = await addressOf(server);
    const close = async () => {
        server.kill("SIGTERM");
        await ended;
        rmSync(folder, { recursive: true });
    };
    const keeper = await signedIn(address, "keeper");
    return { address, keeper, close, customer: (name) => register(address, name) };
}

async function addressOf(server) {
    for await (const line of createInterface({ input: server.stdout })) {
        if (line.startsWith("listening on ")) return line.slice("listening on ".length);
    }
    throw new Error("the shop does not start");
}

/** A call of the API, which has to succeed. */
async function call(address, token, method, path, body) {
    const headers = { ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const text = body === undefined ? null : JSON.stringify(body);
    const response = await fetch(`${address}/api/v1${path}`, { method, headers, body: text });
    const said = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${said}`);
    return said === "" ? undefined : JSON.parse(said);
}

/** Somebody who speaks to the API without a browser. */
async function signedIn(address, username) {
    const { auth_token } = await call(address, undefined, "POST", "/login", { username, password });
    const speak = (method) => (path, body) => call(address, auth_token, method, path, body);
    return { username, get: speak("GET"), post: speak("POST"), put: speak("PUT"), patch: speak("PATCH"), del: speak("DELETE") };
}

async function register(address, username) {
    const name = username[0].toUpperCase() + username.slice(1);
    await call(address, undefined, "POST", "/register", { name, email: `${username}@example.com`, username, password });
    return signedIn(address, username);
}
