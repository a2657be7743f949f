import { Anchor, Pagination, Group, Skeleton, Table, Text, UnstyledButton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { ProblemNote } from "../../shared/ProblemNote";
import { count } from "../layout/texts";
import { useAddress } from "./useAddress";

export interface Column<Row> {
    label: string;
    show: (row: Row) => ReactNode;
    /** What `sort` in the address is for this column; with a `-` before it, the other way. */
    sort?: string;
    align?: "right";
    /** Stands at the top of the row's card on a phone, without its label. */
    isName?: boolean;
}

interface PageOf<Row> {
    items: Row[];
    pages: number | null;
    total: number | null;
}

interface Props<Row> {
    label: string;
    /** What a row is, as in "12 orders". */
    noun: string;
    columns: Column<Row>[];
    query: UseQueryResult<PageOf<Row>>;
    keyOf: (row: Row) => number | string;
    /** Shown where nothing matches the filters of the address. */
    empty: ReactNode;
    /** Said where there is nothing at all, and how to begin. */
    emptyAtFirst?: ReactNode;
}

/** A page of a list. On a phone each row is a card; the roles keep it a table for screen readers there. */
export function DataTable<Row>({ label, noun, columns, query, keyOf, empty, emptyAtFirst }: Props<Row>) {
    const address = useAddress();
    if (query.error) return <ProblemNote error={query.error} onRetry={() => query.refetch()} />;
    if (query.data?.items.length === 0) {
        const { total, pages } = query.data;
        if (total && pages) return <PastTheEnd pages={pages} />;
        return <div className="empty">{address.isNarrowed ? empty : (emptyAtFirst ?? empty)}</div>;
    }
    return (
        <>
            <Table
                role="table"
                aria-label={label}
                aria-busy={query.isPending || query.isPlaceholderData}
                className="cards"
                verticalSpacing="sm"
            >
                <Table.Thead role="rowgroup">
                    <Table.Tr role="row">
                        {columns.map((column) => (
                            <Heading key={column.label} column={column} />
                        ))}
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody role="rowgroup">
                    {query.isPending && <Waiting columns={columns.length} />}
                    {query.data?.items.map((row) => (
                        <Table.Tr key={keyOf(row)} role="row">
                            {columns.map((column) => (
                                <Table.Td
                                    key={column.label}
                                    role="cell"
                                    ta={column.align}
                                    data-label={column.label}
                                    data-name={column.isName}
                                    dir={column.isName ? "auto" : undefined}
                                >
                                    {column.show(row)}
                                </Table.Td>
                            ))}
                        </Table.Tr>
                    ))}
                </Table.Tbody>
            </Table>
            {query.data && (
                <Group justify="space-between" mt="md">
                    <Text size="sm" c="dimmed" role="status">
                        {query.data.total === null ? "" : count(query.data.total, noun)}
                    </Text>
                    {(query.data.pages ?? 1) > 1 && (
                        <Pagination
                            total={query.data.pages ?? 1}
                            value={address.page}
                            onChange={(page) => address.change({ page: page === 1 ? undefined : page })}
                            size="sm"
                            siblings={1}
                            getControlProps={(control) => ({ "aria-label": `${control} page` })}
                            getItemProps={(page) => ({ "aria-label": `Page ${page}` })}
                        />
                    )}
                </Group>
            )}
        </>
    );
}

/** The address named a page that the list does not have. */
function PastTheEnd({ pages }: { pages: number }) {
    const address = useAddress();
    return (
        <div className="empty">
            Page {address.page} does not exist. The list has {count(pages, "page")}.{" "}
            <Anchor component="button" underline="always" onClick={() => address.change({ page: pages })}>
                Go to the last page
            </Anchor>
        </div>
    );
}

function Heading<Row>({ column }: { column: Column<Row> }) {
    const address = useAddress();
    const { label, sort, align } = column;
    if (!sort) {
        return (
            <Table.Th role="columnheader" ta={align}>
                {label}
            </Table.Th>
        );
    }
    const now = address.text("sort");
    const isUp = now === sort;
    const isDown = now === `-${sort}`;
    const Icon = isUp ? ArrowUp : isDown ? ArrowDown : ChevronsUpDown;
    return (
        <Table.Th role="columnheader" ta={align} aria-sort={isUp ? "ascending" : isDown ? "descending" : "none"}>
            <UnstyledButton className="sort" onClick={() => address.change({ sort: isUp ? `-${sort}` : sort })}>
                {label} <Icon size={14} aria-hidden />
            </UnstyledButton>
        </Table.Th>
    );
}

function Waiting({ columns }: { columns: number }) {
    return Array.from({ length: 6 }, (_, row) => (
        <Table.Tr key={row} role="row">
            {Array.from({ length: columns }, (_, column) => (
                <Table.Td key={column} role="cell">
                    <Skeleton height={14} my={4} />
                </Table.Td>
            ))}
        </Table.Tr>
    ));
}
