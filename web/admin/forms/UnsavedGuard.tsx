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
            title="Leave page with unsaved changes?"
            closeButtonProps={{ "aria-label": "Stay" }}
        >
            <Text size="sm">Leaving this page discards all unsaved changes.</Text>
            <Group justify="flex-end" mt="lg">
                <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
                    Stay
                </Button>
                <Button color="red" onClick={() => blocker.proceed?.()}>
                    Leave page
                </Button>
            </Group>
        </Modal>
    );
}
