import { Alert, Button, Group, Paper, PasswordInput, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { Link } from "react-router-dom";
import { got } from "../../shared/api";
import { ProblemNote } from "../../shared/ProblemNote";
import { Refused } from "../../shared/problem";
import { PageTitle } from "../layout/PageTitle";
import { api, session } from "../shop";
import { passwordFault } from "./password";
import { meQuery } from "./queries";
import { useSignOut } from "./signOut";

export function Page() {
    const signOut = useSignOut();
    return (
        <Stack maw="34rem" gap="lg">
            <PageTitle title="Account" />
            <Person />
            <Group>
                <Button component={Link} to="/orders" variant="default">
                    Orders
                </Button>
                <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
                    Sign out
                </Button>
            </Group>
            <Paper p="lg" withBorder bg="var(--till-surface)">
                <Title order={2} size="h3" mb="md">
                    Change password
                </Title>
                <PasswordForm />
            </Paper>
        </Stack>
    );
}

function Person() {
    const { data, error, refetch } = useQuery(meQuery);
    if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
    if (!data) return <Skeleton height={52} role="status" aria-label="Loading account" />;
    return (
        <div>
            <Text fw={550}>{data.customer?.name ?? data.username}</Text>
            <Text c="dimmed">
                {data.username}
                {data.customer && ` · ${data.customer.email}`}
            </Text>
        </div>
    );
}

function PasswordForm() {
    const form = useForm({
        initialValues: { current_password: "", new_password: "" },
        validate: {
            current_password: (value) => (value ? null : "Enter your current password"),
            new_password: passwordFault,
        },
    });
    const change = useMutation({
        mutationFn: (body: typeof form.values) => got(api.PUT("/me/password", { body })),
        onSuccess: (signedIn) => {
            session.adopt(signedIn); // every other token of the account is dead
            form.reset();
        },
        onError: (error) => {
            const errors = error instanceof Refused ? (error.problem.errors ?? {}) : {};
            form.setErrors(Object.fromEntries(Object.entries(errors).map(([name, said]) => [name, said.join(", ")])));
        },
    });
    const named = change.error instanceof Refused && change.error.problem.errors;
    return (
        <form noValidate aria-label="Change password" onSubmit={form.onSubmit((values) => change.mutate(values))}>
            <Stack>
                {change.isSuccess && (
                    <Alert role="status" color="pine" variant="light" icon={<Check aria-hidden />}>
                        Password changed. You have been signed out on all other devices.
                    </Alert>
                )}
                {change.error && !named && <ProblemNote error={change.error} />}
                <PasswordInput
                    label="Current password"
                    autoComplete="current-password"
                    {...form.getInputProps("current_password")}
                />
                <PasswordInput
                    label="New password"
                    description="At least 8 characters"
                    autoComplete="new-password"
                    {...form.getInputProps("new_password")}
                />
                <Button type="submit" loading={change.isPending}>
                    Change password
                </Button>
            </Stack>
        </form>
    );
}
