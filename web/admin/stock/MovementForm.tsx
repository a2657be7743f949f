import { Button, NativeSelect, NumberInput, Paper, Stack, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { limits } from "till-limits";
import { ProblemNote } from "../../shared/ProblemNote";
import { Refused } from "../../shared/problem";
import { tell } from "../forms/told";
import { UnsavedGuard } from "../forms/UnsavedGuard";
import { sortedOut } from "../forms/useEditor";
import { showChange } from "../layout/texts";
import { somethingChanged } from "../shop";
import { book, type Reason, reasons } from "./stock";

interface Values {
    reason: Reason;
    change: number | string;
    note: string;
}

/** One stock movement. The reason determines the sign of the quantity, except for an adjustment. */
export function MovementForm({ id }: { id: number }) {
    const form = useForm<Values>({
        initialValues: { reason: "received", change: "", note: "" },
        validate: { change: (change) => (Number(change) === 0 ? "Enter a quantity" : null) },
    });
    const sign = reasons.find(({ value }) => value === form.values.reason)?.sign ?? 0;
    const booking = useMutation({
        mutationFn: ({ reason, change, note }: Values) =>
            book(id, {
                reason,
                change: sign === 0 ? Number(change) : Math.abs(Number(change)) * sign,
                note: note.trim() || null,
            }),
        onSuccess: ({ change }) => {
            form.reset();
            tell(`Stock updated: ${showChange(change)}.`);
            return somethingChanged();
        },
        onError: (error) => {
            if (!(error instanceof Refused)) return;
            form.setErrors(sortedOut(error, ["change", "note"], { "insufficient-stock": "change" }).atFields);
        },
    });
    return (
        <Paper withBorder p="lg" className="surface" component="section" aria-label="Stock movement">
            <form onSubmit={form.onSubmit((values) => booking.mutate(values))} noValidate>
                <Stack>
                    <Title order={2} size="h4">
                        Stock movement
                    </Title>
                    <NativeSelect
                        label="Reason"
                        data={reasons.map(({ value, label }) => ({ value, label }))}
                        {...form.getInputProps("reason")}
                    />
                    <NumberInput
                        label={sign === -1 ? "Quantity removed" : sign === 1 ? "Quantity received" : "Quantity (+ or −)"}
                        allowDecimal={false}
                        allowNegative={sign === 0}
                        max={limits.NewStockMovement.change.maximum}
                        {...form.getInputProps("change")}
                    />
                    <TextInput label="Note" maxLength={limits.NewStockMovement.note.maxLength} {...form.getInputProps("note")} />
                    {booking.error && Object.keys(form.errors).length === 0 && <ProblemNote error={booking.error} />}
                    <Button type="submit" loading={booking.isPending}>
                        Save
                    </Button>
                </Stack>
            </form>
            <UnsavedGuard isUnsaved={() => form.isDirty()} />
        </Paper>
    );
}
