import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router-dom";
import type { Permission } from "./access";
import { FailedPage, MissingPage } from "./layout/FailedPage";
import { Shell } from "./layout/Shell";
import { onlyWith } from "./layout/onlyWith";
import { transfers } from "./transfer/kinds";

/** A page whose code is loaded when it is first visited, for who has the permission, or one of them. */
function later(path: string, permission: Permission | Permission[], load: () => Promise<{ Page: ComponentType }>): RouteObject {
    const lazy = async () => ({ Component: onlyWith(permission, (await load()).Page) });
    return path === "" ? { index: true, lazy } : { path, lazy };
}

const pages: RouteObject[] = [
    later("", "orders:read", () => import("./start/StartPage")),
    later("products", "products:read", () => import("./products/ProductsPage")),
    later("products/new", "products:write", () => import("./products/NewProductPage")),
    later("products/:id", "products:read", () => import("./products/ProductPage")),
    later("products/:id/stock", "stock:read", () => import("./stock/LedgerPage")),
    later("stock", "stock:read", () => import("./stock/LowStockPage")),
    later("stock/delivery", "stock:write", () => import("./stock/DeliveryPage")),
    later("orders", "orders:read", () => import("./orders/OrdersPage")),
    later("orders/:id", "orders:read", () => import("./orders/OrderPage")),
    later("orders/:id/packing-slip", "orders:read", () => import("./orders/PackingSlipPage")),
    later("customers", "customers:read", () => import("./customers/CustomersPage")),
    later("customers/new", "customers:write", () => import("./customers/NewCustomerPage")),
    later("customers/:id", "customers:read", () => import("./customers/CustomerPage")),
    later("accounts", "accounts:read", () => import("./accounts/AccountsPage")),
    later("accounts/new", "accounts:write", () => import("./accounts/NewAccountPage")),
    later("accounts/:id", "accounts:read", () => import("./accounts/AccountPage")),
    later("import", transfers, () => import("./transfer/TransferPage")),
    { path: "*", element: <MissingPage /> },
];

export const router = createBrowserRouter(
    [
        {
            element: <Shell />,
            errorElement: <FailedPage />,
            hydrateFallbackElement: <></>,
            children: [{ errorElement: <FailedPage />, children: pages }],
        },
    ],
    {
        basename: "/admin",
        future: {
            v7_relativeSplatPath: true,
            v7_fetcherPersist: true,
            v7_normalizeFormMethod: true,
            v7_partialHydration: true,
            v7_skipActionErrorRevalidation: true,
        },
    },
);
