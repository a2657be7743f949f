import { Container } from "@mantine/core";
import { Suspense } from "react";
import { Outlet, ScrollRestoration } from "react-router-dom";
import { Footer } from "./Footer";
import { Header } from "./Header";
import classes from "./Layout.module.css";
import { OfflineNote } from "./OfflineNote";

export function Layout() {
    return (
        <div className={classes.page}>
            <a className={classes.skip} href="#content">
                Skip to content
            </a>
            <Header />
            <OfflineNote />
            <Container component="main" id="content" tabIndex={-1} size="lg" w="100%" className={classes.main ?? ""}>
                <Suspense>
                    <Outlet />
                </Suspense>
            </Container>
            <Footer />
            <ScrollRestoration />
        </div>
    );
}
