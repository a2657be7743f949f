import { Badge, Group, Stack, Table, Text, Title } from "@mantine/core";
import { count, showNumber } from "../layout/texts";
import type { ImportReport } from "./imports";
import type { Kind } from "./kinds";

const shown = 200; // more than that nobody reads on a page

interface Props {
    report: ImportReport;
    kind: Kind;
    /** Whether it is still to be done. */
    isPreview: boolean;
}

/** What an import does, or would do. */
export function ReportView({ report, kind, isPreview }: Props) {
    const { added, changed, unchanged, bad } = report;
    return (
        <Stack>
            <dl className="counts">
                <Count label={isPreview ? "New" : "Added"} value={added} />
                <Count label={isPreview ? "Would change" : "Changed"} value={changed} />
                <Count label="The same" value={unchanged} />
                <Count label="Faults" value={bad} isBad={bad > 0} />
            </dl>
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

function Faults({ report: { faults } }: { report: ImportReport }) {
    return (
        <section aria-label="Faults">
            <Title order={3} size="h5" mb="xs">
                Faults
            </Title>
            <Table aria-label="Faults">
                <Table.Thead>
                    <Table.Tr>
                        <Table.Th w={80}>Line</Table.Th>
                        <Table.Th>What is wrong</Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {faults.slice(0, shown).map(({ line, message }, index) => (
                        <Table.Tr key={index}>
                            <Table.Td className="figure">{line}</Table.Td>
                            <Table.Td className="lines">{message}</Table.Td>
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
            <More of={faults.length} what="fault" />
        </section>
    );
}

function Rows({ report: { rows }, kind }: { report: ImportReport; kind: Kind }) {
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
                        <Table.Th>What becomes of it</Table.Th>
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {rows.slice(0, shown).map(({ line, key: name, outcome, changes }) => (
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
                                        {outcome === "added" ? "New" : "Changed"}
                                    </Badge>
                                    {outcome === "changed" && (
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
            <More of={rows.length} what="row" />
        </section>
    );
}

function More({ of, what }: { of: number; what: string }) {
    if (of <= shown) return null;
    return (
        <Text size="sm" c="dimmed" mt="xs">
            And {count(of - shown, what)} more.
        </Text>
    );
}
