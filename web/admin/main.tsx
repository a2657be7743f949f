import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "../shared/fonts";
import "./page.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router-dom";
import { cssVariables, theme } from "../shared/theme";
import { router } from "./routes";
import { queries } from "./shop";

createRoot(document.getElementById("page") as HTMLElement).render(
    <StrictMode>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
            <Notifications position="bottom-right" className="no-print" />
            <QueryClientProvider client={queries}>
                <RouterProvider router={router} future={{ v7_startTransition: true }} />
            </QueryClientProvider>
        </MantineProvider>
    </StrictMode>,
);
