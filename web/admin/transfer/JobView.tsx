import { Alert, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { CircleAlert, CircleCheck } from "lucide-react";
import { ProblemNote } from "../../shared/ProblemNote";
import { type ImportJob, isOver, useJob } from "./imports";
import { aboutKind } from "./kinds";
import { ReportView } from "./ReportView";

/** An import that runs or is over. */
export function JobView({ id, onAnother }: { id: number; onAnother: () => void }) {
    const job = useJob(id);
    if (job.error) {
        return (
            <Stack>
                <ProblemNote error={job.error} onRetry={() => job.refetch()} />
                <Group>
                    <Button variant="default" onClick={onAnother}>
                        Import another file
                    </Button>
                </Group>
            </Stack>
        );
    }
    const percent = job.data?.percent ?? 0;
    return (
        <Stack>
            {job.data && isOver(job.data) ? (
                <Ended job={job.data} onAnother={onAnother} />
            ) : (
                <>
                    <Text role="status">
                        {job.data?.status === "running" ? "Importing …" : "Waiting for other imports …"}
                    </Text>
                    <Progress.Root size="xl">
                        <Progress.Section value={percent} aria-label="Import progress">
                            <Progress.Label>{percent} %</Progress.Label>
                        </Progress.Section>
                    </Progress.Root>
                    <Text size="sm" c="dimmed">
                        You can leave this page. The import continues in the background.
                    </Text>
                </>
            )}
        </Stack>
    );
}

function Ended({ job, onAnother }: { job: ImportJob; onAnother: () => void }) {
    const { label } = aboutKind(job.kind);
    return (
        <>
            {job.status === "done" ? (
                <Alert role="status" color="pine" icon={<CircleCheck aria-hidden />} title={`${label} imported`}>
                    All rows of the file have been processed.
                </Alert>
            ) : (
                <Alert role="alert" color="red" icon={<CircleAlert aria-hidden />} title={job.status === "refused" ? `${label}: import rejected` : `${label}: import failed`}>
                    {job.status === "refused" ? "The file has rows with errors. Nothing was saved." : job.error}
                </Alert>
            )}
            {job.report && <ReportView report={job.report} kind={job.kind} isPreview={false} />}
            <Group>
                <Button variant="default" onClick={onAnother}>
                    Import another file
                </Button>
            </Group>
        </>
    );
}
