import { Badge } from "@mantine/core";
import { capital } from "../layout/texts";
import { type Status, statusColors } from "./orders";

export function StatusMark({ status }: { status: Status }) {
    return (
        <Badge variant="light" color={statusColors[status]} className="mark">
            {capital(status)}
        </Badge>
    );
}
