/**
 * What a visitor's first page shows is asked for at once, while the program that shows it is still on its way. This
 * file comes with the first and smallest script, so it imports nothing.
 */

export const sessionKey = "till.storefront";
export const newestProducts = { sort: "-created_at", in_stock: true, per_page: 12 } as const;

const answers = new Map<string, Promise<Response>>();

function ask(path: string): void {
    const { href } = new URL(`/api/v1${path}`, location.origin);
    const answer = fetch(href);
    answer.catch(() => undefined); // whoever takes it sees to that
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
        return false; // the browser keeps nothing
    }
}

/** The answer to what was asked early, for the first who takes it; undefined where there is none. */
export async function earlyAnswer({ method, url }: Request): Promise<Response | undefined> {
    const answer = method === "GET" ? answers.get(url) : undefined;
    answers.delete(url);
    return answer?.catch(() => undefined);
}
