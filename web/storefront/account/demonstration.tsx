import { Alert, Code } from "@mantine/core";

export interface Demonstration {
    username: string;
    password: string;
}

/** With what to sign in, where the shop is one for trying out. */
export function useDemonstration(): Demonstration | undefined {
    return undefined;
}

export function DemonstrationNote({ demonstration }: { demonstration: Demonstration | undefined }) {
    if (!demonstration) return null;
    return (
        <Alert variant="light" color="pine" title="A shop for trying out">
            Sign in as <Code>{demonstration.username}</Code> with <Code>{demonstration.password}</Code>.
        </Alert>
    );
}
