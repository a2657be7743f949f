import { useSyncExternalStore } from "react";
import type { components } from "till-api";
import { Refused, refusalOf, Unreachable } from "./problem";
import { localStore } from "./storage";

export type SignedIn = components["schemas"]["SignedIn"];
export type SignedInAccount = SignedIn["account"];

interface Kept {
    refresh_token: string;
    account: SignedInAccount;
}

interface Access {
    token: string;
    ends_ms: number;
}

const spare_ms = 30_000; // a token that is about to end is not sent any more

/**
 * Who is signed in. The access token lives in memory; the refresh token, which serves once, is in localStorage, where
 * all windows of the application find the latest. Only one window at a time exchanges it.
 */
export class Session {
    private access: Access | undefined;
    private exchange: Promise<string | undefined> | undefined;
    private kept: Kept | undefined;
    private readonly listeners = new Set<() => void>();

    constructor(private readonly key: string) {
        this.kept = this.read();
        window.addEventListener("storage", (event) => {
            if (event.key === key || event.key === null) this.anotherWindowChangedIt();
        });
    }

    get account(): SignedInAccount | undefined {
        return this.kept?.account;
    }

    /** Calls `listener` whenever another account is signed in. */
    subscribe = (listener: () => void): (() => void) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    };

    async signIn(username: string, password: string): Promise<SignedInAccount> {
        const signedIn = await post("/api/v1/login", { username, password });
        this.adopt(signedIn);
        return signedIn.account;
    }

    /** A token that is good for a while; undefined for a visitor. */
    async token(): Promise<string | undefined> {
        if (!this.kept) return undefined;
        if (this.access && this.access.ends_ms - spare_ms > Date.now()) return this.access.token;
        this.exchange ??= this.exchanged().finally(() => (this.exchange = undefined));
        return this.exchange;
    }

    /** The shop did not take this token. */
    refuse(token: string): void {
        if (this.access?.token === token) this.access = undefined;
    }

    /** Forgets who was signed in, in all windows. */
    end(): void {
        this.access = undefined;
        localStore.remove(this.key);
        this.keep(undefined);
    }

    private exchanged(): Promise<string | undefined> {
        return alone(`${this.key}.exchange`, async () => {
            const before = this.read();
            if (!before) {
                this.keep(undefined);
                return undefined;
            }
            try {
                return this.adopt(await post("/api/v1/login/refresh", { refresh_token: before.refresh_token }));
            } catch (error) {
                if (!(error instanceof Refused) || error.status !== 401) throw error;
                if (this.read()?.refresh_token !== before.refresh_token) return this.access?.token; // a new password
                this.end();
                return undefined;
            }
        });
    }

    /** Goes on with the tokens that a sign-in, a refresh or a new password has given. */
    adopt(signedIn: SignedIn): string {
        const { auth_token, expires_in, refresh_token, account } = signedIn;
        this.access = { token: auth_token, ends_ms: Date.now() + expires_in * 1000 };
        localStore.set(this.key, JSON.stringify({ refresh_token, account } satisfies Kept));
        this.keep({ refresh_token, account });
        return auth_token;
    }

    private anotherWindowChangedIt(): void {
        const now = this.read();
        if (now?.account.id !== this.kept?.account.id) this.access = undefined;
        this.keep(now);
    }

    private keep(kept: Kept | undefined): void {
        const same = kept?.account.id === this.kept?.account.id;
        this.kept = kept && same ? { ...kept, account: this.kept?.account ?? kept.account } : kept;
        if (!same) for (const listener of this.listeners) listener();
    }

    private read(): Kept | undefined {
        try {
            return JSON.parse(localStore.get(this.key) ?? "null") ?? undefined;
        } catch {
            return undefined;
        }
    }
}

/** The account that is signed in; undefined for a visitor. */
export function useAccount(session: Session): SignedInAccount | undefined {
    return useSyncExternalStore(session.subscribe, () => session.account);
}

/** One window at a time. Browsers have locks only where the page came over TLS or from the same machine. */
async function alone<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
    return navigator.locks ? await navigator.locks.request(name, task) : task();
}

async function post(path: string, body: object): Promise<SignedIn> {
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const response = await timed(new Request(path, init));
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refusalOf(answer, response);
    return answer as SignedIn;
}

const patience_ms = 15_000;

/** fetch(), with a time limit; distinguishes why no response came. */
export async function timed(request: Request): Promise<Response> {
    const patience = AbortSignal.timeout(patience_ms);
    try {
        return await fetch(request, { signal: AbortSignal.any([request.signal, patience]) });
    } catch (error) {
        if (request.signal.aborted) throw error;
        throw new Unreachable(patience.aborted);
    }
}
