import { Paper, Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { SignInForm } from "../../shared/SignInForm";
import { session, useShop } from "../shop";

export function SignInPage() {
    const shop = useShop();
    const tried = shop.data?.demonstration_accounts.find(({ role }) => role !== "customer");
    useEffect(() => {
        document.title = "Sign in · Back office";
    }, []);
    return (
        <main className="sign-in">
            <Stack gap="lg" w="100%" maw={400}>
                <div>
                    <Text c="dimmed" size="sm">
                        {shop.data?.name ?? "Till"}
                    </Text>
                    <Title order={1} size="h2">
                        Back office
                    </Title>
                </div>
                <Paper p="xl" withBorder className="surface">
                    <SignInForm
                        key={tried?.username ?? ""}
                        session={session}
                        {...(tried ? { username: tried.username, password: tried.password } : {})}
                    />
                </Paper>
                {tried && (
                    <Text size="sm" c="dimmed">
                        Demo shop: sign in as {tried.username} with the password {tried.password}.
                    </Text>
                )}
            </Stack>
        </main>
    );
}
