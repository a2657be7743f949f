/**
 * The data of a visitor's first web page is requested at once, while the main script is still loading. This file comes
 * with the first and smallest script, so it imports nothing.
 */

export const sessionKey = "till.storefront";
export const newestProducts = { sort: "-created_at", in_stock: true, per_page: 12 } as const;

const answers = new Map<string, Promise<Response>>();

function ask(path: string): void {
    const { href } = new URL(`/api/v1${path}`, location.origin);
    const answer = fetch(href);
    answer.catch(() => undefined); // its taker handles the error
    answers.set(href, answer);
}

export function askEarly(): void {
    if (isSignedIn()) return; // with a token, which the whole program is needed for
    const { pathname } = location;
    if (pathname === "/") {
        const texts = Object.entries(newestProducts).map(([key, value]) => [key, String(value)]);
        ask(`/products?${new URLSearchParams(texts)}`);
        ask("/categories");
    } else if (/^\/products\/[1-9]\d{0,14}$/.test(pathname)) ask(pathname);
    ask("/shop");
}

function isSignedIn(): boolean {
    try {
        return localStorage.getItem(sessionKey) !== null;
    } catch {
        return false; // the browser stores nothing
    }
}

/** The response to an early request, for the first caller; undefined where there is none. */
export async function earlyAnswer({ method, url }: Request): Promise<Response | undefined> {
    const answer = method === "GET" ? answers.get(url) : undefined;
    answers.delete(url);
    return answer?.catch(() => undefined);
}
