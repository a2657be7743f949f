import { apiFor } from "../shared/api";
import { makeQueryClient } from "../shared/query";
import { Session, useAccount } from "../shared/session";
import { earlyAnswer, sessionKey } from "./early";

/** What every page of the storefront speaks through. */
export const session = new Session(sessionKey);
export const api = apiFor(session, earlyAnswer);
export const queries = makeQueryClient();

// Data of the previous account must not stay in the cache.
session.subscribe(() => queries.clear());

export const useShopper = () => useAccount(session);
