import { Alert, Code } from "@mantine/core";
import type { Schemas } from "../../shared/api";
import { useShop } from "../layout/shopInfo";

export type Demonstration = Schemas["DemonstrationAccount"];

/** With what to sign in, where the shop is one for trying out. */
export function useDemonstration(): Demonstration | undefined {
    return useShop()?.demonstration_accounts.find((account) => account.role === "customer");
}

export function DemonstrationNote({ demonstration }: { demonstration: Demonstration | undefined }) {
    if (!demonstration) return null;
    return (
        <Alert variant="light" color="pine" title="Demo shop">
            Sign in as <Code>{demonstration.username}</Code> with the password <Code>{demonstration.password}</Code>.
        </Alert>
    );
}
