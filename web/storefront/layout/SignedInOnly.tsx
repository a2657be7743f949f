import { Navigate, Outlet, useLocation } from "react-router-dom";
import { useShopper } from "../shop";

/** Visitors sign in first, and come back. */
export function SignedInOnly() {
    const shopper = useShopper();
    const { pathname, search } = useLocation();
    if (!shopper) return <Navigate to="/sign-in" replace state={{ to: pathname + search }} />;
    return <Outlet />;
}
