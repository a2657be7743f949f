/** A browser may refuse to store anything: cookies are blocked, or the disk is full. Then memory is used. */
class GuardedStorage {
    private readonly memory = new Map<string, string>();

    constructor(private readonly storage: () => Storage) {}

    get(key: string): string | null {
        try {
            return this.storage().getItem(key) ?? this.memory.get(key) ?? null;
        } catch {
            return this.memory.get(key) ?? null;
        }
    }

    set(key: string, value: string): void {
        try {
            this.storage().setItem(key, value);
            this.memory.delete(key);
        } catch {
            this.memory.set(key, value);
        }
    }

    remove(key: string): void {
        this.memory.delete(key);
        try {
            this.storage().removeItem(key);
        } catch {
            // There was nothing in it.
        }
    }
}

/** Shared by all windows of a browser. */
export const localStore = new GuardedStorage(() => window.localStorage);

/** Of this window, also after a reload. */
export const windowStore = new GuardedStorage(() => window.sessionStorage);
