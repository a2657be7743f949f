import { Badge } from "@mantine/core";
import type { Status } from "./queries";

export const statusNames: Record<Status, string> = {
    pending: "Placed",
    processing: "Processing",
    shipped: "Shipped",
    delivered: "Delivered",
    returned: "Returned",
    cancelled: "Cancelled",
};

const colours: Record<Status, string> = {
    pending: "yellow",
    processing: "yellow",
    shipped: "blue",
    delivered: "pine",
    returned: "gray",
    cancelled: "gray",
};

export function StatusBadge({ status }: { status: Status }) {
    return (
        <Badge variant="light" size="lg" color={colours[status]} tt="none" fw={600} c="var(--mantine-color-text)">
            {statusNames[status]}
        </Badge>
    );
}
