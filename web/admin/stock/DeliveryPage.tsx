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
    booking: "Saving …",
    booked: "Received",
    refused: "Not received",
    unsure: "Unknown",
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
        tell("Delivery processed.");
    };
    const units = toBook.reduce((sum, line) => sum + Number(line.units), 0);
    return (
        <Stack maw={860}>
            <PageHead
                title="Receive delivery"
                up={{ to: "/stock", label: "Stock" }}
                about="Add the delivered products and their quantities, then receive them all at once."
            />
            <Paper withBorder p="lg" className="surface">
                <Stack>
                    <ProductChooser label="Add product" onChoose={add} />
                    {lines.length > 0 && (
                        <Table className="cards" role="table" aria-label="Received products" verticalSpacing="sm">
                            <Table.Thead role="rowgroup">
                                <Table.Tr role="row">
                                    <Table.Th role="columnheader">Product</Table.Th>
                                    <Table.Th role="columnheader">Quantity</Table.Th>
                                    <Table.Th role="columnheader">Status</Table.Th>
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
                            {toBook.length === 0 ? "Receive" : `Receive ${count(units, "unit")}`}
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
    const { product, units, state, fault } = line;
    const isOpen = state === "open" || state === "refused";
    return (
        <Table.Tr role="row">
            <Table.Td role="cell" data-name>
                <Anchor component={Link} to={`/products/${product.id}/stock`} fw={550}>
                    {product.name}
                </Anchor>
                <Text size="xs" c="dimmed">
                    {product.sku ?? "no SKU"} · {product.stock} in stock
                </Text>
            </Table.Td>
            <Table.Td role="cell" data-label="Quantity">
                <NumberInput
                    aria-label={`Quantity of ${product.name}`}
                    value={units}
                    onChange={(value) => delivery.change(product.id, { units: value })}
                    min={1}
                    max={limits.NewStockMovement.change.maximum}
                    allowDecimal={false}
                    allowNegative={false}
                    readOnly={!isOpen}
                    error={state === "refused" ? fault : undefined}
                    w={140}
                />
            </Table.Td>
            <Table.Td role="cell" data-label="Status">
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
                            aria-label={`Remove ${product.name}`}
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
    return booked === 0 ? "" : `${booked} of ${count(lines.length, "line")} received`;
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
