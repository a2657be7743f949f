import { Button, Stack, Text } from "@mantine/core";
import { Link, useLocation } from "react-router-dom";
import { ProblemNote } from "../../shared/ProblemNote";
import { Refused } from "../../shared/problem";

/** The catalogue cannot be shown: perhaps because this shop restricts it to customers. */
export function CatalogueProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
    const { pathname, search } = useLocation();
    if (!(error instanceof Refused) || error.status !== 401) return <ProblemNote error={error} onRetry={onRetry} />;
    return (
        <Stack align="flex-start">
            <Text>Sign in to view the products.</Text>
            <Button component={Link} to="/sign-in" state={{ to: pathname + search }}>
                Sign in
            </Button>
        </Stack>
    );
}
