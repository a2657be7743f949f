import { QueryClient } from "@tanstack/react-query";
import { mayPass, Unreachable } from "./problem";

const reconnect_ms = 5_000;

/**
 * Reads are tried again where that may help, and further while the shop cannot be reached, so that a web page recovers
 * when the network is back. Writes are never retried automatically.
 */
export function makeQueryClient(): QueryClient {
    return new QueryClient({
        defaultOptions: {
            queries: {
                staleTime: 10_000,
                retry: (failures, error) => failures < 2 && mayPass(error),
                retryDelay: (failures) => 500 * 2 ** failures,
                refetchInterval: ({ state }) => (state.error instanceof Unreachable ? reconnect_ms : false),
            },
        },
    });
}
