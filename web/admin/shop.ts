import { useQuery } from "@tanstack/react-query";
import { apiFor, got } from "../shared/api";
import { makeQueryClient } from "../shared/query";
import { Session, useAccount } from "../shared/session";
import { setTimeZone } from "../shared/times";

/** What every admin page speaks through. */
export const session = new Session("till.admin");
export const api = apiFor(session);
export const queries = makeQueryClient();

// Data of the previous account must not stay in the cache.
session.subscribe(() => queries.clear());

export const useSignedIn = () => useAccount(session);

/** All times in these pages are the shop's own. */
async function readShop() {
    const shop = await got(api.GET("/shop"));
    setTimeZone(shop.time_zone);
    return shop;
}

export function useShop() {
    return useQuery({ queryKey: ["shop"], queryFn: readShop, staleTime: Infinity });
}

/** Requests everything again that may have changed by a write, which in a shop is nearly everything. */
export function somethingChanged(): Promise<void> {
    return queries.invalidateQueries({ predicate: ({ queryKey }) => !stays.includes(String(queryKey[0])) });
}

const stays = ["shop", "me", "roles", "import", "import-preview"];
