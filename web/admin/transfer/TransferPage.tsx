import { Paper, Stack, Text, Title } from "@mantine/core";
import { useMe } from "../access";
import { PageHead } from "../layout/PageHead";
import { useAddress } from "../lists/useAddress";
import { ExportCard } from "./ExportCard";
import { ImportForm } from "./ImportForm";
import { JobView } from "./JobView";
import { kinds } from "./kinds";

/** The number of a running import is in the address, so that a reload finds it. */
export function Page() {
    const address = useAddress();
    const { permissions } = useMe();
    const job = address.number("job");
    const mayImport = kinds.some(({ mayImport: needed }) => permissions.includes(needed));
    return (
        <Stack>
            <PageHead title="Import and export" />
            <div className="with-aside">
                <Paper withBorder p="lg" className="surface" component="section" aria-label="Import">
                    <Title order={2} size="h4" mb="md">
                        Import
                    </Title>
                    {!mayImport && <Text c="dimmed">No access.</Text>}
                    {mayImport && job === undefined && (
                        <ImportForm onStarted={(id) => address.change({ job: id })} />
                    )}
                    {mayImport && job !== undefined && (
                        <JobView id={job} onAnother={() => address.change({ job: undefined })} />
                    )}
                </Paper>
                <ExportCard />
            </div>
        </Stack>
    );
}
