import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { ProblemNote } from "../../shared/ProblemNote";
import { useMe } from "../access";
import { keepAsFile, wholeExport } from "./exports";
import { type Kind, kinds } from "./kinds";

export function ExportCard() {
    const { permissions } = useMe();
    const exporting = useMutation({
        mutationFn: wholeExport,
        onSuccess: (text: string, kind: Kind) => keepAsFile(`${kind}.csv`, text),
    });
    return (
        <Paper withBorder p="lg" className="surface" component="section" aria-label="Export">
            <Stack>
                <Title order={2} size="h4">
                    Export
                </Title>
                <Text size="sm" c="dimmed">
                    All records as CSV, with the columns of an import.
                </Text>
                {kinds
                    .filter(({ mayExport }) => permissions.includes(mayExport))
                    .map(({ kind, label }) => (
                        <Button
                            key={kind}
                            variant="default"
                            leftSection={<Download size={16} aria-hidden />}
                            loading={exporting.isPending && exporting.variables === kind}
                            onClick={() => exporting.mutate(kind)}
                        >
                            {label}
                        </Button>
                    ))}
                {exporting.error && <ProblemNote error={exporting.error} />}
            </Stack>
        </Paper>
    );
}
