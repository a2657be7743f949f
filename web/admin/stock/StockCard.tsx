import { Anchor, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router-dom";
import { showChange, showDate } from "../layout/texts";
import type { Product } from "../products/products";
import { StockMark } from "../products/StockMark";
import { reasonNames, useLedger } from "./stock";

/** A product's stock and its latest movements. */
export function StockCard({ product: { id, stock } }: { product: Product }) {
    const ledger = useLedger(id, 1, 5);
    return (
        <Paper withBorder p="lg" className="surface" component="section" aria-label="Stock">
            <Stack gap="sm">
                <Group justify="space-between">
                    <Title order={2} size="h4">
                        In stock
                    </Title>
                    <StockMark stock={stock} />
                </Group>
                <ul className="plain-list">
                    {ledger.data?.items.map(({ id: movement, change, reason, at }) => (
                        <li key={movement}>
                            <Text size="sm">{reasonNames[reason]}</Text>
                            <Text size="sm" c="dimmed">
                                {showDate(at)}
                            </Text>
                            <Text size="sm" className="figure">
                                {showChange(change)}
                            </Text>
                        </li>
                    ))}
                </ul>
                <Anchor component={Link} to={`/products/${id}/stock`} size="sm">
                    Stock history
                </Anchor>
            </Stack>
        </Paper>
    );
}
