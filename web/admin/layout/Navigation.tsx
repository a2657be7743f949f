import { NavLink } from "@mantine/core";
import { ClipboardList, FileUp, IdCard, LayoutDashboard, type LucideIcon, Package, Users, Warehouse } from "lucide-react";
import { Link, useLocation } from "react-router-dom";
import type { Me, Permission } from "../access";

interface Place {
    to: string;
    label: string;
    icon: LucideIcon;
    permission: Permission;
}

const places: Place[] = [
    { to: "/", label: "Overview", icon: LayoutDashboard, permission: "orders:read" },
    { to: "/orders", label: "Orders", icon: ClipboardList, permission: "orders:read" },
    { to: "/products", label: "Products", icon: Package, permission: "products:read" },
    { to: "/stock", label: "Stock", icon: Warehouse, permission: "stock:read" },
    { to: "/customers", label: "Customers", icon: Users, permission: "customers:read" },
    { to: "/accounts", label: "Accounts", icon: IdCard, permission: "accounts:read" },
    { to: "/import", label: "Import and export", icon: FileUp, permission: "orders:read" },
];

/** Customers may read products too, but that is what the shop is for. */
export function worksHere(me: Me): boolean {
    return places.some(({ permission }) => permission !== "products:read" && me.permissions.includes(permission));
}

export function Navigation({ me }: { me: Me }) {
    const { pathname } = useLocation();
    return places
        .filter(({ permission }) => me.permissions.includes(permission))
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
