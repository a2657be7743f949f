import { Button, type ButtonProps, Group, Modal, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemNote } from "../../shared/ProblemNote";

interface Props extends ButtonProps {
    label: string;
    title: string;
    /** What will have happened. */
    children: ReactNode;
    confirm: string;
    act: () => Promise<unknown>;
    onDone?: () => void;
}

/** A button for what cannot be undone: asks for confirmation, and shows why the action failed. */
export function ConfirmButton({ label, title, children, confirm, act, onDone, ...button }: Props) {
    const [isOpen, { open, close }] = useDisclosure(false);
    const action = useMutation({
        mutationFn: act,
        onSuccess: () => {
            close();
            onDone?.();
        },
    });
    const begin = () => {
        action.reset();
        open();
    };
    return (
        <>
            <Button variant="light" color="red" {...button} onClick={begin}>
                {label}
            </Button>
            <Modal opened={isOpen} onClose={close} title={title}>
                <Stack>
                    <div>{children}</div>
                    {action.error && <ProblemNote error={action.error} />}
                    <Group justify="flex-end">
                        <Button variant="default" onClick={close} data-autofocus>
                            Cancel
                        </Button>
                        <Button color="red" loading={action.isPending} onClick={() => action.mutate()}>
                            {confirm}
                        </Button>
                    </Group>
                </Stack>
            </Modal>
        </>
    );
}
