import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ProblemNote } from "./ProblemNote";
import { Refused } from "./problem";
import type { Session, SignedInAccount } from "./session";

interface Props {
    session: Session;
    onSignedIn?: (account: SignedInAccount) => void;
    /** What the fields begin with, as in a demo shop. */
    username?: string;
    password?: string;
}

export function SignInForm({ session, onSignedIn, username = "", password = "" }: Props) {
    const [name, setName] = useState(username);
    const [secret, setSecret] = useState(password);
    const signIn = useMutation({
        mutationFn: () => session.signIn(name, secret),
        onSuccess: (account) => onSignedIn?.(account),
    });
    const submit = (event: FormEvent) => {
        event.preventDefault();
        signIn.mutate();
    };
    const wrong = signIn.error instanceof Refused && signIn.error.code === "invalid-credentials";
    return (
        <form onSubmit={submit} aria-label="Sign in">
            <Stack>
                {signIn.error && (
                    <ProblemNote
                        error={signIn.error}
                        {...(wrong ? { title: "Incorrect username or password" } : {})}
                    />
                )}
                <TextInput
                    label="Username"
                    autoComplete="username"
                    autoCapitalize="none"
                    required
                    withAsterisk={false}
                    value={name}
                    onChange={(event) => setName(event.currentTarget.value)}
                />
                <PasswordInput
                    label="Password"
                    autoComplete="current-password"
                    required
                    withAsterisk={false}
                    value={secret}
                    onChange={(event) => setSecret(event.currentTarget.value)}
                />
                <Button type="submit" size="md" loading={signIn.isPending}>
                    Sign in
                </Button>
            </Stack>
        </form>
    );
}
