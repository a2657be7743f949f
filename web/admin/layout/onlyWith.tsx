import type { ComponentType } from "react";
import { type Permission, useMay } from "../access";
import { NotAllowedPage } from "./FailedPage";

/** The page for who has the permission; a deep link without it says so. */
export function onlyWith(permission: Permission, Page: ComponentType): ComponentType {
    return function Guarded() {
        return useMay(permission) ? <Page /> : <NotAllowedPage />;
    };
}
