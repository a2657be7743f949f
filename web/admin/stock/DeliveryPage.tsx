import { ActionIcon, Anchor, Badge, Button, Group, NumberInput, Paper, Stack, Table, Text, TextInput } from "@mantine/core";
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Link, useSearchParams } from "react-router-dom";
import { limits } from "till-limits";
import { tell } from "../forms/told";
import { UnsavedGuard } from "../forms/UnsavedGuard";
import { PageHead } from "../layout/PageHead";
import { count } from "../layout/texts";
import { ProductChooser } from "../products/ProductChooser";
import { readProduct } from "../products/products";
import { somethingChanged } from "../shop";
import { type Line, type LineState, useDelivery } from "./delivery";

const stateTexts: Record<LineState, string> = {
    open: "",
    booking: "Booking …",
    booked: "Booked",
    refused: "Not booked",
    unsure: "Not sure",
};
const stateColors: Record<LineState, string> = {
    open: "gray",
    booking: "gray",
    booked: "pine",
    refused: "red",
    unsure: "orange",
};

/** Everything that a supplier brought at once. */
export function Page() {
    const delivery = useDelivery();
    const { lines, add, toBook } = delivery;
    const [note, setNote] = useState("");
    const [isBooking, setBooking] = useState(false);
    useProductsInAddress(add);
    const bookAll = async () => {
        setBooking(true);
        await delivery.bookAll(note);
        setBooking(false);
        await somethingChanged();
        tell("The delivery has been processed.");
    };
    const pieces = toBook.reduce((sum, line) => sum + Number(line.pieces), 0);
    return (
        <Stack maw={860}>
            <PageHead
                title="Receive a delivery"
                up={{ to: "/stock", label: "Stock" }}
                about="Add the received products with their quantities, and book all of them at once."
            />
            <Paper withBorder p="lg" className="surface">
                <Stack>
                    <ProductChooser label="Add a product" onChoose={add} />
                    {lines.length > 0 && (
                        <Table className="cards" role="table" aria-label="Received products" verticalSpacing="sm">
                            <Table.Thead role="rowgroup">
                                <Table.Tr role="row">
                                    <Table.Th role="columnheader">Product</Table.Th>
                                    <Table.Th role="columnheader">Pieces</Table.Th>
                                    <Table.Th role="columnheader">State</Table.Th>
                                </Table.Tr>
                            </Table.Thead>
                            <Table.Tbody role="rowgroup">
                                {lines.map((line) => (
                                    <Row key={line.product.id} line={line} delivery={delivery} />
                                ))}
                            </Table.Tbody>
                        </Table>
                    )}
                    <TextInput
                        label="Note for all lines"
                        placeholder="Supplier, delivery note"
                        maxLength={limits.NewStockMovement.note.maxLength}
                        value={note}
                        onChange={(event) => setNote(event.currentTarget.value)}
                    />
                    <Group>
                        <Button onClick={bookAll} loading={isBooking} disabled={toBook.length === 0}>
                            {toBook.length === 0 ? "Book it" : `Book ${count(pieces, "piece")}`}
                        </Button>
                        <Text size="sm" c="dimmed" role="status">
                            {summaryOf(lines)}
                        </Text>
                    </Group>
                </Stack>
            </Paper>
            <UnsavedGuard isUnsaved={() => toBook.length > 0} />
        </Stack>
    );
}

function Row({ line, delivery }: { line: Line; delivery: ReturnType<typeof useDelivery> }) {
    const { product, pieces, state, fault } = line;
    const isOpen = state === "open" || state === "refused";
    return (
        <Table.Tr role="row">
            <Table.Td role="cell" data-name>
                <Anchor component={Link} to={`/products/${product.id}/stock`} fw={550}>
                    {product.name}
                </Anchor>
                <Text size="xs" c="dimmed">
                    {product.sku ?? "no SKU"} · {product.stock} before
                </Text>
            </Table.Td>
            <Table.Td role="cell" data-label="Pieces">
                <NumberInput
                    aria-label={`Pieces of ${product.name}`}
                    value={pieces}
                    onChange={(value) => delivery.change(product.id, { pieces: value })}
                    min={1}
                    max={limits.NewStockMovement.change.maximum}
                    allowDecimal={false}
                    allowNegative={false}
                    readOnly={!isOpen}
                    error={state === "refused" ? fault : undefined}
                    w={140}
                />
            </Table.Td>
            <Table.Td role="cell" data-label="State">
                <Group gap="xs" justify="flex-end" wrap="nowrap">
                    {stateTexts[state] && (
                        <Badge variant="light" color={stateColors[state]} className="mark">
                            {stateTexts[state]}
                        </Badge>
                    )}
                    {state === "unsure" && <Text size="xs">{fault}</Text>}
                    {isOpen && (
                        <ActionIcon
                            variant="subtle"
                            color="gray"
                            aria-label={`Take ${product.name} out`}
                            onClick={() => delivery.remove(product.id)}
                        >
                            <X size={16} aria-hidden />
                        </ActionIcon>
                    )}
                </Group>
            </Table.Td>
        </Table.Tr>
    );
}

function summaryOf(lines: Line[]): string {
    const booked = lines.filter(({ state }) => state === "booked").length;
    return booked === 0 ? "" : `${count(booked, "line")} of ${lines.length} booked`;
}

/** Links may name products that have come: `?product=3&product=4`. */
function useProductsInAddress(add: ReturnType<typeof useDelivery>["add"]) {
    const [search] = useSearchParams();
    const isDone = useRef(false);
    useEffect(() => {
        if (isDone.current) return;
        isDone.current = true;
        for (const id of search.getAll("product").map(Number)) {
            void readProduct(id).then(({ product }) => add(product), () => undefined);
        }
    });
}
