// What both days have in common: the typed client, and what a step says about its response. All types come from the
// document; nothing here is cast.
import assert from "node:assert/strict";
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "till-api";

export type Problem = components["schemas"]["Problem"];
export type Product = components["schemas"]["Product"];
export type Shop = Client<paths>;

/** A client of the shop with this token, or without one. */
export function shopAt(address: string, token?: string): Shop {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    return createClient<paths>({ baseUrl: `${address}/api/v1`, headers });
}

interface Reply<Body, Refusal> {
    data?: Body;
    error?: Refusal;
    response: Response;
}

export interface Answer<Body> {
    body: Body;
    /** A header that has to be there. */
    header(name: string): string;
    hasHeader(name: string): boolean;
}

/** The response, which has to have this status and a body. */
export async function got<Body>(status: number, asked: Promise<Reply<Body, unknown>>): Promise<Answer<Body>> {
    const { data, error, response } = await asked;
    assert.equal(response.status, status, `${response.url}: ${JSON.stringify(error)}`);
    assert.ok(data !== undefined, `${response.url}: no body`);
    return { body: data, header: (name) => header(response, name), hasHeader: (name) => response.headers.has(name) };
}

/** As got(), for a response without a body. */
export async function done(status: number, asked: Promise<Reply<unknown, unknown>>): Promise<void> {
    const { data, error, response } = await asked;
    assert.equal(response.status, status, `${response.url}: ${JSON.stringify(error)}`);
    assert.ok(data === undefined && !error, `${response.url}: a body`);
    header(response, "X-Request-Id");
}

/** The problem, which has to have this status and code and to be whole. */
export async function refused(
    status: number,
    code: string,
    asked: Promise<Reply<unknown, Problem>>,
): Promise<Problem> {
    const { error, response } = await asked;
    assert.ok(error !== undefined, `${response.url}: ${response.status}, not refused`);
    assert.deepEqual([response.status, error.status, error.code], [status, status, code], JSON.stringify(error));
    assert.equal(header(response, "Content-Type"), "application/problem+json");
    assert.equal(header(response, "X-Request-Id"), error.request_id);
    assert.equal(response.headers.get("WWW-Authenticate"), status === 401 ? "Bearer" : null);
    assert.ok(error.type !== "" && error.title !== "" && error.detail !== "");
    return error;
}

/** A 422 that names exactly these fields. */
export async function invalid(fields: string[], asked: Promise<Reply<unknown, Problem>>): Promise<void> {
    const problem = await refused(422, "validation-failed", asked);
    const errors = problem.errors ?? {};
    assert.deepEqual(Object.keys(errors).sort(), fields.sort());
    for (const messages of Object.values(errors)) assert.ok(messages.length > 0);
}

function header(response: Response, name: string): string {
    const value = response.headers.get(name);
    assert.ok(value !== null, `${response.url}: no ${name}`);
    return value;
}

export const passwordOfEveryone = "a password for tests";

/** Signs in; returns a client with the account's token, and its tokens. */
export async function signedIn(address: string, username: string, password = passwordOfEveryone) {
    const { body } = await got(200, shopAt(address).POST("/login", { body: { username, password } }));
    assert.equal(body.token_type, "Bearer");
    assert.ok(body.expires_in > 0);
    return { shop: shopAt(address, body.auth_token), ...body };
}

export async function stockOf(shop: Shop, product: Product): Promise<number> {
    return (await got(200, shop.GET("/products/{id}", { params: { path: { id: product.id } } }))).body.stock;
}

let steps = 0;

/** One step of a day, named in the log. */
export async function step<Result>(sentence: string, take: () => Promise<Result>): Promise<Result> {
    try {
        const result = await take();
        steps += 1;
        console.log(`  ok      ${sentence}`);
        return result;
    } catch (error) {
        console.log(`  FAILED  ${sentence}`);
        throw error;
    }
}

export function stepsTaken(): number {
    return steps;
}
