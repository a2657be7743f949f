import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { got, type Schemas } from "../shared/api";
import { api } from "./shop";

export type Me = Schemas["OwnAccount"];
export type Permission = Me["permissions"][number];

const MeContext = createContext<Me | undefined>(undefined);
export const MeProvider = MeContext.Provider;

export function useMeQuery() {
    return useQuery({ queryKey: ["me"], queryFn: () => got(api.GET("/me")), staleTime: 60_000 });
}

export function useMe(): Me {
    const me = useContext(MeContext);
    if (!me) throw new Error("only for pages within the shell");
    return me;
}

/** Whether who is signed in may do this. What is not allowed is not offered; the shop would refuse it anyway. */
export function useMay(permission: Permission): boolean {
    return useMe().permissions.includes(permission);
}

/** Whether someone has the permission, or one of them. */
export function hasOneOf(me: Me, wanted: Permission | Permission[]): boolean {
    return [wanted].flat().some((permission) => me.permissions.includes(permission));
}

export function May({ permission, children }: { permission: Permission; children: ReactNode }) {
    return useMay(permission) ? children : null;
}
