import { NavLink } from "@mantine/core";
import { ClipboardList, FileUp, IdCard, LayoutDashboard, type LucideIcon, Package, Users, Warehouse } from "lucide-react";
import { Link, useLocation } from "react-router-dom";
import { hasOneOf, type Me, type Permission } from "../access";
import { transfers } from "../transfer/kinds";

interface Place {
    to: string;
    label: string;
    icon: LucideIcon;
    /** Of several, one is enough. */
    permission: Permission | Permission[];
}

const places: Place[] = [
    { to: "/", label: "Overview", icon: LayoutDashboard, permission: "orders:read" },
    { to: "/orders", label: "Orders", icon: ClipboardList, permission: "orders:read" },
    { to: "/products", label: "Products", icon: Package, permission: "products:read" },
    { to: "/stock", label: "Stock", icon: Warehouse, permission: "stock:read" },
    { to: "/customers", label: "Customers", icon: Users, permission: "customers:read" },
    { to: "/accounts", label: "Accounts", icon: IdCard, permission: "accounts:read" },
    { to: "/import", label: "Import and export", icon: FileUp, permission: transfers },
];

/** Customers may read products too, but that is what the shop is for. */
export function worksHere(me: Me): boolean {
    return places.some(({ permission }) => permission !== "products:read" && hasOneOf(me, permission));
}

export function Navigation({ me }: { me: Me }) {
    const { pathname } = useLocation();
    return places
        .filter(({ permission }) => hasOneOf(me, permission))
        .map(({ to, label, icon: Icon }) => {
            const isHere = to === "/" ? pathname === "/" : pathname === to || pathname.startsWith(`${to}/`);
            return (
                <NavLink
                    key={to}
                    component={Link}
                    to={to}
                    label={label}
                    active={isHere}
                    aria-current={isHere ? "page" : undefined}
                    leftSection={<Icon size={18} aria-hidden />}
                    className="place"
                />
            );
        });
}
