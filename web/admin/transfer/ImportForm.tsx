import { Button, Checkbox, FileInput, Group, NativeSelect, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { bytesMax, columnsOf } from "till-limits";
import { ProblemNote } from "../../shared/ProblemNote";
import { useMe } from "../access";
import { count } from "../layout/texts";
import { useAddress } from "../lists/useAddress";
import { type ImportReport, preview, start } from "./imports";
import { aboutKind, kinds } from "./kinds";
import { ReportView } from "./ReportView";

/** A file is looked at before anything is stored. */
export function ImportForm({ onStarted }: { onStarted: (job: number) => void }) {
    const { permissions } = useMe();
    const allowed = kinds.filter(({ mayImport }) => permissions.includes(mayImport));
    const address = useAddress();
    const kind = address.choice("kind", allowed.map((one) => one.kind)) ?? allowed[0]?.kind ?? "products";
    const { note, noun, operation } = aboutKind(kind);
    const columns = (columnsOf[operation] ?? []).join(", ");
    const [file, setFile] = useState<File | null>(null);
    const [skipsBad, setSkipsBad] = useState(false);
    const mostBytes = bytesMax[operation] ?? Infinity;
    const isTooLarge = file !== null && file.size > mostBytes;
    const look = useQuery({
        queryKey: ["import-preview", kind, file?.name, file?.size, file?.lastModified],
        queryFn: () => preview(kind, file as File),
        enabled: file !== null && !isTooLarge,
        gcTime: 0,
        refetchOnWindowFocus: false,
    });
    const starting = useMutation({
        mutationFn: () => start(kind, file as File, skipsBad),
        onSuccess: ({ id }) => onStarted(id),
    });
    const report = look.data;
    return (
        <Stack>
            <NativeSelect
                label="Record type"
                value={kind}
                onChange={(event) => address.change({ kind: event.currentTarget.value }, true)}
                data={allowed.map((one) => ({ value: one.kind, label: one.label }))}
                maw={260}
            />
            <FileInput
                label="CSV file"
                description={`The first line contains the column names. Columns, not all of which are required: ${columns}`}
                placeholder="Choose a file"
                accept=".csv,text/csv"
                leftSection={<FileUp size={16} aria-hidden />}
                value={file}
                onChange={setFile}
                error={isTooLarge && `The file has ${mebibytes(file.size)}; the maximum is ${mebibytes(mostBytes)}. Split the file.`}
                clearable
                clearButtonProps={{ "aria-label": "Clear file" }}
            />
            <Text size="sm" c="dimmed">
                {note} Fields without a column stay unchanged, and an empty value clears the field. Importing the same file
                again changes nothing.
            </Text>
            {look.isLoading && <Skeleton height={120} />}
            {look.error && <ProblemNote error={look.error} onRetry={() => look.refetch()} />}
            {report && (
                <>
                    <ReportView report={report} kind={kind} isPreview />
                    {report.bad > 0 && (
                        <Checkbox
                            label="Skip rows with errors"
                            checked={skipsBad}
                            onChange={(event) => setSkipsBad(event.currentTarget.checked)}
                        />
                    )}
                    {starting.error && <ProblemNote error={starting.error} />}
                    <Group>
                        <Button
                            onClick={() => starting.mutate()}
                            loading={starting.isPending}
                            disabled={usable(report) === 0 || (report.bad > 0 && !skipsBad)}
                        >
                            {usable(report) === 0 ? "Nothing to import" : `Import ${count(usable(report), noun)}`}
                        </Button>
                        <Text size="sm" c="dimmed">
                            Nothing has been saved yet.
                        </Text>
                    </Group>
                </>
            )}
        </Stack>
    );
}

const usable = ({ added, changed }: ImportReport) => added + changed;

const mebibytes = (bytes: number) => `${(bytes / (1024 * 1024)).toLocaleString("en", { maximumFractionDigits: 1 })} MiB`;
