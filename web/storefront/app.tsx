import "./styles";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router-dom";
import { cssVariables, theme } from "../shared/theme";
import { categoriesQuery, newestQuery, productQuery } from "./catalogue/queries";
import { shopQuery } from "./layout/shopInfo";
import { router } from "./routes";
import { queries } from "./shop";

const patience_ms = 300; // after which the web page is drawn without its data

/** The data of the first web page, so that it is drawn once and nothing moves afterwards. */
async function firstData(): Promise<void> {
    const { pathname } = location;
    const id = Number(/^\/products\/([1-9]\d{0,14})$/.exec(pathname)?.[1]);
    await Promise.all([
        queries.prefetchQuery(shopQuery),
        pathname === "/" && queries.prefetchQuery(newestQuery),
        pathname === "/" && queries.prefetchQuery(categoriesQuery),
        id && queries.prefetchQuery(productQuery(id)),
    ]);
}

/** The page's code; what the router does while it is drawn in steps would be missed, so it has to be done. */
function firstPage(): Promise<void> {
    return new Promise((done) => {
        if (router.state.initialized) return done();
        const stop = router.subscribe(({ initialized }) => {
            if (!initialized) return;
            stop();
            done();
        });
    });
}

/** In small steps, so that a slow phone stays at hand. */
function draw(): void {
    const page = document.getElementById("page") as HTMLElement;
    document.body.append(page); // behind the styles, because the theme's, which it begins with, go before them
    startTransition(() =>
        createRoot(page).render(
            <StrictMode>
                <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
                    <QueryClientProvider client={queries}>
                        <RouterProvider router={router} future={{ v7_startTransition: true }} />
                    </QueryClientProvider>
                </MantineProvider>
            </StrictMode>,
        ),
    );
}

const patience = new Promise((done) => setTimeout(done, patience_ms));
void Promise.all([firstPage(), Promise.race([firstData(), patience])]).then(draw);
