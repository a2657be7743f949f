import { Skeleton, Stack } from "@mantine/core";
import { ProblemNote } from "../../shared/ProblemNote";
import { PageHead } from "./PageHead";

interface Props {
    title: string;
    up: { to: string; label: string };
    /** What the page waits for. */
    query: { error: unknown; refetch: () => unknown };
}

/** A page that has not been read yet, or cannot be. */
export function PageToCome({ title, up, query }: Props) {
    return (
        <Stack>
            <PageHead title={title} up={up} />
            {query.error ? <ProblemNote error={query.error} onRetry={() => query.refetch()} /> : <Skeleton height={300} />}
        </Stack>
    );
}
