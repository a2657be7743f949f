import { Anchor, Button, Container, Stack, Text } from "@mantine/core";
import { Link, useRouteError } from "react-router-dom";
import { useReloadWhenOnline } from "../../shared/useReloadWhenOnline";
import { PageHead } from "./PageHead";

export function MissingPage() {
    return (
        <Stack>
            <PageHead title="Page not found" />
            <Text>The address may be mistyped, or the page no longer exists.</Text>
            <Anchor component={Link} to="/">
                Go to overview
            </Anchor>
        </Stack>
    );
}

export function NotAllowedPage() {
    return (
        <Stack>
            <PageHead title="No access" />
            <Text>Your account does not have access to this page. An administrator can change that.</Text>
        </Stack>
    );
}

/** Something broke on the page itself, for example because its code could not be loaded. */
export function FailedPage() {
    const error = useRouteError();
    useReloadWhenOnline();
    return (
        <Container component="main" size="xs" py="xl">
            <Stack align="flex-start">
                <PageHead title="Page could not be displayed" />
                <Text>{error instanceof Error ? error.message : "An unexpected error occurred."}</Text>
                <Button onClick={() => window.location.reload()}>Reload</Button>
            </Stack>
        </Container>
    );
}
