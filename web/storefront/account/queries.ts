import { queryOptions } from "@tanstack/react-query";
import { got } from "../../shared/api";
import { api } from "../shop";

export const meQuery = queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => got(api.GET("/me", { signal })),
    staleTime: 60_000,
});
