import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ProblemNote } from "../../shared/ProblemNote";
import { Refused } from "../../shared/problem";
import { type Order, useCancel } from "./queries";

/** While nothing has been sent, the customer may still think better of it. */
export function CancelOrder({ order }: { order: Order }) {
    const [opened, dialog] = useDisclosure();
    const cancel = useCancel(order.id);
    const possible = order.status === "pending" || order.status === "processing";
    const tooLate = cancel.error instanceof Refused && cancel.error.code === "illegal-transition";
    const confirm = () => cancel.mutate(undefined, { onSettled: dialog.close });
    return (
        <>
            {cancel.error && (
                <ProblemNote error={cancel.error} {...(tooLate ? { title: "Order can no longer be cancelled" } : {})} />
            )}
            {possible && (
                <Button variant="default" onClick={dialog.open}>
                    Cancel order
                </Button>
            )}
            <Modal opened={opened} onClose={dialog.close} title={`Cancel order ${order.id}?`} centered>
                <Stack>
                    <Text>The order will not be shipped. This cannot be undone.</Text>
                    <Group justify="flex-end">
                        <Button variant="default" onClick={dialog.close}>
                            Keep order
                        </Button>
                        <Button color="red.9" loading={cancel.isPending} onClick={confirm}>
                            Cancel order
                        </Button>
                    </Group>
                </Stack>
            </Modal>
        </>
    );
}
