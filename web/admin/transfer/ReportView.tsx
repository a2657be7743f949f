import { Badge, Group, Stack, Table, Text, Title } from "@mantine/core";
import { count, showNumber } from "../layout/texts";
import type { ImportReport } from "./imports";
import type { Kind } from "./kinds";

const marks: Record<ImportReport["rows"][number]["outcome"], string> = {
    added: "New",
    changed: "Changed",
    differing: "Different",
    unchanged: "Unchanged",
    faulty: "Error",
};

interface Props {
    report: ImportReport;
    kind: Kind;
    /** Whether it is still to be done. */
    isPreview: boolean;
}

/** What an import does, or would do. */
export function ReportView({ report, kind, isPreview }: Props) {
    const { added, changed, unchanged, differing, bad } = report;
    return (
        <Stack>
            <dl className="counts">
                <Count label={isPreview ? "To be added" : "Added"} value={added} />
                <Count label={isPreview ? "To be changed" : "Changed"} value={changed} />
                <Count label="Unchanged" value={unchanged} />
                {differing > 0 && <Count label="Different, not changed" value={differing} />}
                <Count label="Errors" value={bad} isBad={bad > 0} />
            </dl>
            <Columns report={report} />
            {bad > 0 && <Faults report={report} />}
            {report.rows.length > 0 && <Rows report={report} kind={kind} />}
        </Stack>
    );
}

function Count({ label, value, isBad = false }: { label: string; value: number; isBad?: boolean }) {
    return (
        <div>
            <dt>{label}</dt>
            <dd data-bad={isBad}>{showNumber(value)}</dd>
        </div>
    );
}

/** How each column is used. */
function Columns({ report: { columns } }: { report: ImportReport }) {
    const named = (wanted: string) =>
        columns
            .filter(({ use }) => use === wanted)
            .map(({ name }) => name)
            .join(", ");
    const sentences = [
        ["Identified by", named("key")],
        ["Updated", named("written")],
        ["For new records only", named("new_only")],
        ["Not in the file, unchanged", named("absent")],
    ].filter(([, names]) => names !== "");
    return (
        <Stack gap={0} component="section" aria-label="Columns">
            {sentences.map(([what, names]) => (
                <Text key={what} size="sm">
                    {what}: <span className="lines">{names}</span>
                </Text>
            ))}
        </Stack>
    );
}

function Faults({ report: { faults, fault_kinds } }: { report: ImportReport }) {
    const all = fault_kinds.reduce((sum, { count: how }) => sum + how, 0);
    return (
        <section aria-label="Errors">
            <Title order={3} size="h5" mb="xs">
                Errors
            </Title>
            <Table aria-label="Errors">
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th w={80}>Line</Table.Th>
                        <Table.Th>Error</Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {faults.map(({ line, message }, index) => (
                        <Table.Tr key={index}>
                            <Table.Td className="figure">{line}</Table.Td>
                            <Table.Td className="lines">{message}</Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
            {all > faults.length && (
                <>
                    <Text size="sm" c="dimmed" mt="xs">
                        These are the first of {count(all, "error")}. All errors, by message:
                    </Text>
                    <ul>
                        {fault_kinds.map(({ kind, count: how }) => (
                            <li key={kind}>
                                {showNumber(how)} × {kind}
                            </li>
                        ))}
                    </ul>
                </>
            )}
        </section>
    );
}

function Rows({ report: { rows, added, changed, differing }, kind }: { report: ImportReport; kind: Kind }) {
    const key = { products: "SKU", customers: "E-mail", orders: "Number" }[kind];
    return (
        <section aria-label="Rows">
            <Title order={3} size="h5" mb="xs">
                Rows
            </Title>
            <Table aria-label="Rows" verticalSpacing="xs">
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th w={80}>Line</Table.Th>
                        <Table.Th>{key}</Table.Th>
                        <Table.Th>Result</Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {rows.map(({ line, key: name, outcome, changes }) => (
                        <Table.Tr key={line}>
                            <Table.Td className="figure">{line}</Table.Td>
                            <Table.Td className="lines">{name}</Table.Td>
                            <Table.Td>
                                <Group gap="xs" align="flex-start">
                                    <Badge
                                        variant="light"
                                        color={outcome === "added" ? "pine" : "blue"}
                                        className="mark"
                                    >
                                        {marks[outcome]}
                                    </Badge>
                                    {outcome !== "added" && (
                                        <ul className="changes">
                                            {changes.map(({ field, before, after }) => (
                                                <li key={field}>
                                                    {field}: <del>{before ?? "(empty)"}</del>{" "}
                                                    <ins>{after ?? "(empty)"}</ins>
                                                </li>
                                            ))}
                                        </ul>
                                    )}
                                </Group>
                            </Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
            <More of={added + changed + differing - rows.length} />
        </section>
    );
}

function More({ of }: { of: number }) {
    if (of <= 0) return null;
    return (
        <Text size="sm" c="dimmed" mt="xs">
            And {count(of, "more row")}.
        </Text>
    );
}
