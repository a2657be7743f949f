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
            <PageTitle title="This page could not be loaded" />
            <Text>The connection may have been lost.</Text>
            <Button onClick={() => window.location.reload()}>Reload</Button>
        </Stack>
    );
}

export function MissingPage({ what = "Page" }: { what?: string }) {
    return (
        <Stack align="flex-start" py="xl">
            <PageTitle title={`${what} not found`} />
            <Text c="dimmed">It may have been deleted, or the address may be mistyped.</Text>
            <Button component={Link} to="/products">
                View all products
            </Button>
        </Stack>
    );
}
