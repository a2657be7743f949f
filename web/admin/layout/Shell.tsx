import { ActionIcon, Anchor, AppShell, Burger, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ExternalLink, LogOut, Moon, Sun } from "lucide-react";
import { useEffect } from "react";
import { Link, Outlet, ScrollRestoration, useLocation } from "react-router-dom";
import { ProblemNote } from "../../shared/ProblemNote";
import { type Me, MeProvider, useMeQuery } from "../access";
import { api, session, useShop, useSignedIn } from "../shop";
import { Navigation, worksHere } from "./Navigation";
import { SignInPage } from "./SignInPage";

/** What is around every page; whoever is not signed in finds the sign-in at the same address. */
export function Shell() {
    return useSignedIn() ? <SignedIn /> : <SignInPage />;
}

function SignedIn() {
    const me = useMeQuery();
    const shop = useShop(); // whose time zone every page shows
    if (me.data && worksHere(me.data) && !shop.isPending) return <Frame me={me.data} />;
    return (
        <Stack component="main" maw={480} mx="auto" p="xl" mt="10vh">
            {(me.isPending || shop.isPending) && <Loader aria-label="Loading" />}
            {me.error && <ProblemNote error={me.error} onRetry={() => me.refetch()} />}
            {me.data && !worksHere(me.data) && <Text>The account {me.data.username} has no access to the back office.</Text>}
            {!me.isPending && !shop.isPending && (
                <Group>
                    <Button onClick={signOut}>Sign in with another account</Button>
                    <Anchor href="/">View shop</Anchor>
                </Group>
            )}
        </Stack>
    );
}

function Frame({ me }: { me: Me }) {
    const [isOpen, { toggle, close }] = useDisclosure(false);
    const { pathname } = useLocation();
    useEffect(close, [pathname]);
    const shop = useShop();
    return (
        <MeProvider value={me}>
            <AppShell
                header={{ height: 56 }}
                navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
                padding={{ base: "md", sm: "xl" }}
            >
                <AppShell.Header className="no-print">
                    <a className="skip" href="#content">
                        Skip to content
                    </a>
                    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
                        <Group gap="xs" wrap="nowrap">
                            <Burger
                                opened={isOpen}
                                onClick={toggle}
                                hiddenFrom="sm"
                                size="sm"
                                aria-label={isOpen ? "Close menu" : "Open menu"}
                                aria-expanded={isOpen}
                            />
                            <Link to="/" className="brand">
                                {shop.data?.name ?? "Till"}
                                <span className="brand-part">Back office</span>
                            </Link>
                        </Group>
                        <Group gap="xs" wrap="nowrap">
                            <Text size="sm" c="dimmed" visibleFrom="xs" truncate maw={160}>
                                {me.username}
                            </Text>
                            <ColorSwitch />
                            <ActionIcon variant="subtle" color="gray" size="lg" onClick={signOut} aria-label="Sign out">
                                <LogOut size={18} aria-hidden />
                            </ActionIcon>
                        </Group>
                    </Group>
                </AppShell.Header>
                <AppShell.Navbar p="sm" className="no-print" aria-label="Back office" data-open={isOpen || undefined}>
                    <Navigation me={me} />
                    <Anchor href="/" size="sm" c="dimmed" p="sm" className="to-shop">
                        <ExternalLink size={16} aria-hidden /> View shop
                    </Anchor>
                </AppShell.Navbar>
                <AppShell.Main id="content">
                    <div className="page">
                        <Outlet />
                    </div>
                </AppShell.Main>
            </AppShell>
            <ScrollRestoration />
        </MeProvider>
    );
}

function ColorSwitch() {
    const { setColorScheme } = useMantineColorScheme();
    const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
    const other = scheme === "dark" ? "light" : "dark";
    return (
        <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            onClick={() => setColorScheme(other)}
            aria-label={`Switch to ${other} mode`}
        >
            {scheme === "dark" ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />}
        </ActionIcon>
    );
}

/** The shop ends the session where it can be reached; this browser forgets it in any case. */
async function signOut() {
    await api.POST("/logout").catch(() => undefined);
    session.end();
}
