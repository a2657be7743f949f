import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { limits } from "till-limits";
import { ProblemNote } from "../../shared/ProblemNote";
import { Refused } from "../../shared/problem";
import { tell } from "../forms/told";
import { sortedOut } from "../forms/useEditor";
import { canBeCancelled, cancelOrder, moveOrder, nextSteps, type Order, type ReadOrder, rereadOrder } from "./orders";

/** What can be done with the order now. */
export function OrderSteps({ read }: { read: ReadOrder }) {
    const { status } = read.order;
    if (!nextSteps[status] && !canBeCancelled(status)) return null;
    return (
        <Group>
            <NextStep read={read} />
            {status === "shipped" && <CorrectParcel read={read} />}
            {canBeCancelled(status) && <Cancel read={read} />}
        </Group>
    );
}

function NextStep({ read }: { read: ReadOrder }) {
    const step = nextSteps[read.order.status];
    const [isOpen, { open, close }] = useDisclosure(false);
    const form = useForm({ initialValues: { carrier: "", tracking_number: "", note: "" } });
    const move = useMutation({
        mutationFn: (values: typeof form.values) =>
            moveOrder(read, { status: step?.to ?? read.order.status, ...filledIn(values) }),
        onSuccess: said,
        onError: (error) => {
            if (error instanceof Refused) form.setErrors(sortedOut(error, Object.keys(form.values)).atFields);
        },
    });
    if (!step) return null;
    return (
        <>
            <Button onClick={open} variant={step.to === "returned" ? "default" : "filled"}>
                {step.label}
            </Button>
            <Modal opened={isOpen} onClose={close} title={step.label}>
                <form onSubmit={form.onSubmit((values) => move.mutate(values))} noValidate>
                    <Stack>
                        <Text size="sm">{step.asks}</Text>
                        <StepFields form={form} parcelFrom={step.to === "shipped" ? "carrier" : undefined} />
                        <WhatWentWrong error={move.error} id={read.order.id} onReread={close} />
                        <Group justify="flex-end">
                            <Button variant="default" onClick={close}>
                                Cancel
                            </Button>
                            <Button type="submit" loading={move.isPending}>
                                {step.label}
                            </Button>
                        </Group>
                    </Stack>
                </form>
            </Modal>
        </>
    );
}

/** A mistyped number is put right while the parcel is on its way; the history stores both. */
function CorrectParcel({ read }: { read: ReadOrder }) {
    const { id, carrier, tracking_number } = read.order;
    const [isOpen, { open, close }] = useDisclosure(false);
    const initialValues = { carrier: carrier ?? "", tracking_number: tracking_number ?? "", note: "" };
    const keepsSome = (before: string | null) => (value: string) =>
        before && !value.trim() ? "Cannot be empty" : null;
    const form = useForm({
        initialValues,
        validate: { carrier: keepsSome(carrier), tracking_number: keepsSome(tracking_number) },
    });
    const correct = useMutation({
        mutationFn: (values: typeof form.values) => moveOrder(read, filledIn(values)),
        onSuccess: () => tell(`Tracking of order ${id} updated.`),
        onError: (error) => {
            if (error instanceof Refused) form.setErrors(sortedOut(error, Object.keys(form.values)).atFields);
        },
    });
    const isChanged = form.values.carrier.trim() !== initialValues.carrier ||
        form.values.tracking_number.trim() !== initialValues.tracking_number;
    return (
        <>
            <Button variant="default" onClick={open}>
                Edit tracking
            </Button>
            <Modal opened={isOpen} onClose={close} title="Edit tracking">
                <form onSubmit={form.onSubmit((values) => correct.mutate(values))} noValidate>
                    <Stack>
                        <StepFields form={form} parcelFrom="tracking_number" />
                        <WhatWentWrong error={correct.error} id={id} onReread={close} />
                        <Group justify="flex-end">
                            <Button variant="default" onClick={close}>
                                Cancel
                            </Button>
                            <Button type="submit" loading={correct.isPending} disabled={!isChanged}>
                                Save
                            </Button>
                        </Group>
                    </Stack>
                </form>
            </Modal>
        </>
    );
}

type StepValues = { carrier: string; tracking_number: string; note: string };

interface FieldsProps {
    form: UseFormReturnType<StepValues>;
    /** Which field of the parcel has the focus at first; without one, the dialog has no fields of the parcel. */
    parcelFrom: "carrier" | "tracking_number" | undefined;
}

function StepFields({ form, parcelFrom }: FieldsProps) {
    return (
        <>
            {parcelFrom && (
                <>
                    <TextInput
                        label="Carrier"
                        maxLength={limits.OrderMove.carrier.maxLength}
                        data-autofocus={parcelFrom === "carrier" || undefined}
                        {...form.getInputProps("carrier")}
                    />
                    <TextInput
                        label="Tracking number"
                        maxLength={limits.OrderMove.tracking_number.maxLength}
                        data-autofocus={parcelFrom === "tracking_number" || undefined}
                        {...form.getInputProps("tracking_number")}
                    />
                </>
            )}
            <TextInput
                label="Note"
                description="Visible to the customer in the order history"
                maxLength={limits.OrderMove.note.maxLength}
                {...form.getInputProps("note")}
            />
        </>
    );
}

function Cancel({ read }: { read: ReadOrder }) {
    const [isOpen, { open, close }] = useDisclosure(false);
    const form = useForm({ initialValues: { reason: "" } });
    const cancel = useMutation({
        mutationFn: ({ reason }: typeof form.values) => cancelOrder(read, reason),
        onSuccess: said,
    });
    return (
        <>
            <Button variant="light" color="red" onClick={open}>
                Cancel order
            </Button>
            <Modal opened={isOpen} onClose={close} title={`Cancel order ${read.order.id}?`}>
                <form onSubmit={form.onSubmit((values) => cancel.mutate(values))} noValidate>
                    <Stack>
                        <Text size="sm">All units are returned to stock. This cannot be undone.</Text>
                        <TextInput label="Reason" maxLength={limits.OrderCancellation.reason.maxLength} data-autofocus {...form.getInputProps("reason")} />
                        <WhatWentWrong error={cancel.error} id={read.order.id} onReread={close} />
                        <Group justify="flex-end">
                            <Button variant="default" onClick={close}>
                                Keep order
                            </Button>
                            <Button type="submit" color="red" loading={cancel.isPending}>
                                Cancel order
                            </Button>
                        </Group>
                    </Stack>
                </form>
            </Modal>
        </>
    );
}

interface WrongProps {
    error: unknown;
    id: number;
    onReread: () => void;
}

function WhatWentWrong({ error, id, onReread }: WrongProps) {
    if (!error) return null;
    const isOutdated = error instanceof Refused && (error.status === 412 || error.status === 409);
    if (!isOutdated) return <ProblemNote error={error} />;
    const reread = () => {
        onReread();
        void rereadOrder(id);
    };
    return (
        <Stack gap="xs">
            <ProblemNote error={error} title="This order was changed by someone else" />
            <Button variant="default" onClick={reread}>
                Reload order
            </Button>
        </Stack>
    );
}

const said = (order: Order) => tell(`Order ${order.id} is ${order.status}.`);

function filledIn(values: Record<string, string>): Record<string, string> {
    return Object.fromEntries(
        Object.entries(values)
            .map(([name, text]) => [name, text.trim()])
            .filter(([, text]) => text !== ""),
    );
}
