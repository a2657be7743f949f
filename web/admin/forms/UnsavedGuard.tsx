import { Button, Group, Modal, Text } from "@mantine/core";
import { useEffect } from "react";
import { useBlocker } from "react-router-dom";

/** Asks before what is typed is lost, by a link, the back button or a closed window. */
export function UnsavedGuard({ isUnsaved }: { isUnsaved: () => boolean }) {
    const blocker = useBlocker(
        ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isUnsaved(),
    );
    useEffect(() => {
        const warn = (event: BeforeUnloadEvent) => {
            if (isUnsaved()) event.preventDefault();
        };
        window.addEventListener("beforeunload", warn);
        return () => window.removeEventListener("beforeunload", warn);
    }, [isUnsaved]);
    return (
        <Modal
            opened={blocker.state === "blocked"}
            onClose={() => blocker.reset?.()}
            title="Leave without saving?"
            closeButtonProps={{ "aria-label": "Stay here" }}
        >
            <Text size="sm">What you have changed on this page is not saved yet.</Text>
            <Group justify="flex-end" mt="lg">
                <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
                    Stay here
                </Button>
                <Button color="red" onClick={() => blocker.proceed?.()}>
                    Leave, and lose it
                </Button>
            </Group>
        </Modal>
    );
}
