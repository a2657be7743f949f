import { QueryClient } from "@tanstack/react-query";
import { mayPass, Unreachable } from "./problem";

const reconnect_ms = 5_000;

/**
 * Reads are tried again where that may help, and go on being tried while the shop cannot be reached, so that a page mends
 * itself when the network is back. Writes are never repeated by themselves.
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
