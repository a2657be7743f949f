import { Skeleton, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Check, CircleX, Package, PackageCheck, Truck, Undo2 } from "lucide-react";
import { ProblemNote } from "../../shared/ProblemNote";
import { useDates } from "./dates";
import classes from "./Orders.module.css";
import { type Status, trackingQuery } from "./queries";
import { statusNames } from "./Status";

const icons: Record<Status, typeof Check> = {
    pending: Check,
    processing: Package,
    shipped: Truck,
    delivered: PackageCheck,
    returned: Undo2,
    cancelled: CircleX,
};

const wayHome: Status[] = ["pending", "processing", "shipped", "delivered"];

/** Every step that the order took, and those that are ahead. */
export function TrackingTimeline({ id }: { id: number }) {
    const { formatMoment } = useDates();
    const { data, error, refetch } = useQuery(trackingQuery(id));
    if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
    if (!data) return <Skeleton height={180} role="status" aria-label="Loading tracking" />;
    const reached = wayHome.indexOf(data.status);
    const ahead = reached < 0 ? [] : wayHome.slice(reached + 1);
    const sent = data.history.map(({ status }) => status).lastIndexOf("shipped"); // a number may be put right there
    return (
        <Timeline active={data.history.length - 1} bulletSize={26} lineWidth={2} role="list" aria-label="Order history">
            {data.history.map(({ status, at, note }, index) => (
                <Timeline.Item
                    key={index}
                    role="listitem"
                    bullet={<Bullet status={status} />}
                    title={status === data.history[index - 1]?.status ? "Tracking updated" : statusNames[status]}
                >
                    <Text size="sm" c="dimmed">
                        <time dateTime={at}>{formatMoment(at)}</time>
                    </Text>
                    {note && <Text size="sm" dir="auto">{note}</Text>}
                    {index === sent && <Parcel carrier={data.carrier} number={data.tracking_number} />}
                </Timeline.Item>
            ))}
            {ahead.map((status) => (
                <Timeline.Item
                    key={status}
                    role="listitem"
                    bullet={<Bullet status={status} />}
                    title={<span className={classes.ahead}>{statusNames[status]}</span>}
                />
            ))}
        </Timeline>
    );
}

function Bullet({ status }: { status: Status }) {
    const Icon = icons[status];
    return <Icon size={14} aria-hidden />;
}

function Parcel({ carrier, number }: { carrier: string | null; number: string | null }) {
    if (!carrier && !number) return null;
    return (
        <Text size="sm">
            {carrier ?? "Parcel"} {number && <span className="money">{number}</span>}
        </Text>
    );
}
