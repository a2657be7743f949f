import type { ComponentType } from "react";
import { hasOneOf, type Permission, useMe } from "../access";
import { NotAllowedPage } from "./FailedPage";

/** The page for who has the permission, or one of them; a deep link without it says so. */
export function onlyWith(permission: Permission | Permission[], Page: ComponentType): ComponentType {
    return function Guarded() {
        return hasOneOf(useMe(), permission) ? <Page /> : <NotAllowedPage />;
    };
}
