import { QueryClient } from "@tanstack/react-query";
import { mayPass } from "./problem";

/** Reads are tried again where that may help; writes never are by themselves. */
export function makeQueryClient(): QueryClient {
    return new QueryClient({
        defaultOptions: {
            queries: {
                staleTime: 10_000,
                retry: (failures, error) => failures < 2 && mayPass(error),
                retryDelay: (failures) => 500 * 2 ** failures,
            },
        },
    });
}
