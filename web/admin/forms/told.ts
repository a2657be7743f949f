import { notifications } from "@mantine/notifications";

/** Says in a corner what has been done. */
export function tell(message: string) {
    notifications.show({ message, color: "pine", autoClose: 5000, closeButtonProps: { "aria-label": "Close" } });
}
