import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router-dom";
import { ProductPage } from "./catalogue/ProductPage";
import { StartPage } from "./catalogue/StartPage";
import { FailedPage, MissingPage } from "./layout/FailedPage";
import { Layout } from "./layout/Layout";
import { SignedInOnly } from "./layout/SignedInOnly";

/** A page whose code is loaded when it is first visited. */
function later(path: string, load: () => Promise<{ Page: ComponentType }>): RouteObject {
    return { path, lazy: async () => ({ Component: (await load()).Page }) };
}

export const router = createBrowserRouter(
    [
        {
            element: <Layout />,
            errorElement: <FailedPage />,
            hydrateFallbackElement: <></>,
            children: [
                {
                    errorElement: <FailedPage />,
                    children: [
                        { index: true, element: <StartPage /> },
                        later("products", () => import("./catalogue/ListPage")),
                        { path: "products/:id", element: <ProductPage /> },
                        later("sign-in", () => import("./account/SignInPage")),
                        later("register", () => import("./account/RegisterPage")),
                        {
                            element: <SignedInOnly />,
                            children: [
                                later("cart", () => import("./cart/CartPage")),
                                later("checkout", () => import("./cart/CheckoutPage")),
                                later("orders", () => import("./orders/OrdersPage")),
                                later("orders/:id", () => import("./orders/OrderPage")),
                                later("account", () => import("./account/AccountPage")),
                            ],
                        },
                        { path: "*", element: <MissingPage /> },
                    ],
                },
            ],
        },
    ],
    { future: { v7_relativeSplatPath: true, v7_fetcherPersist: true, v7_normalizeFormMethod: true, v7_partialHydration: true, v7_skipActionErrorRevalidation: true } },
);
