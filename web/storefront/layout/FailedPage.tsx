import { Button, Stack, Text } from "@mantine/core";
import { Link, useRouteError } from "react-router-dom";
import { useReloadWhenOnline } from "../../shared/useReloadWhenOnline";
import { PageTitle } from "./PageTitle";

/** A page's code could not be loaded, or has a fault. */
export function FailedPage() {
    const error = useRouteError();
    useReloadWhenOnline();
    console.error(error);
    return (
        <Stack align="flex-start" py="xl">
            <PageTitle title="This page did not load">This page did not load</PageTitle>
            <Text>The connection may have been lost on the way.</Text>
            <Button onClick={() => window.location.reload()}>Load again</Button>
        </Stack>
    );
}

export function MissingPage({ what = "page" }: { what?: string }) {
    return (
        <Stack align="flex-start" py="xl">
            <PageTitle title="Not found">There is no such {what}</PageTitle>
            <Text c="dimmed">The page may have been removed, or the address may be mistyped.</Text>
            <Button component={Link} to="/products">
                See all products
            </Button>
        </Stack>
    );
}
