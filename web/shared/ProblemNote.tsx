import { Alert, Button, Group, Text } from "@mantine/core";
import { CircleAlert, WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { Refused, Unreachable } from "./problem";

interface Props {
    error: unknown;
    /** What the button does; without it there is none. */
    onRetry?: (() => void) | undefined;
    title?: string;
}

/** What went wrong, and when to try again. */
export function ProblemNote({ error, onRetry, title }: Props) {
    const wait_s = useCountdown(error);
    const shownTitle = title ?? titleOf(error);
    const text = textOf(error, wait_s);
    const Icon = error instanceof Unreachable ? WifiOff : CircleAlert;
    return (
        <Alert role="alert" color="red" variant="light" icon={<Icon aria-hidden />} title={shownTitle}>
            {isAnother(text, shownTitle) && <Text size="sm">{text}</Text>}
            {fieldsOf(error).map((line) => (
                <Text size="sm" key={line}>
                    {line}
                </Text>
            ))}
            {onRetry && (
                <Group mt="sm">
                    <Button size="xs" variant="default" onClick={onRetry} disabled={wait_s > 0}>
                        {wait_s > 0 ? `Try again in ${wait_s} s` : "Try again"}
                    </Button>
                </Group>
            )}
        </Alert>
    );
}

/** The same sentence is not said twice. */
function isAnother(text: string, title: string): boolean {
    return text.replace(/\.$/, "") !== title.replace(/\.$/, "");
}

function titleOf(error: unknown): string {
    if (error instanceof Unreachable) return "No connection to the shop";
    if (error instanceof Refused && error.status === 429) return "Too many requests";
    return "Something went wrong";
}

function textOf(error: unknown, wait_s: number): string {
    if (error instanceof Unreachable) return `${error.message} Check your connection.`;
    if (error instanceof Refused && error.status === 429) {
        return wait_s > 0 ? `Try again in ${duration(wait_s)}.` : "You can try again now.";
    }
    return error instanceof Refused ? error.message : "An unexpected error occurred.";
}

/** What is wrong with fields, where the shop named any. */
function fieldsOf(error: unknown): string[] {
    if (!(error instanceof Refused) || !error.problem.errors) return [];
    return Object.entries(error.problem.errors).map(([field, said]) => `${field}: ${said.join(", ")}`);
}

export function duration(seconds: number): string {
    if (seconds < 120) return seconds === 1 ? "1 second" : `${seconds} seconds`;
    return seconds < 7200 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.ceil(seconds / 3600)} hours`;
}

/** Seconds left until the shop takes the same request again. */
export function useCountdown(error: unknown): number {
    const [left_s, setLeft] = useState(0);
    useEffect(() => {
        const wait_s = error instanceof Refused ? (error.retryAfter_s ?? 0) : 0;
        const end_ms = Date.now() + wait_s * 1000;
        setLeft(wait_s);
        if (wait_s === 0) return undefined;
        const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end_ms - Date.now()) / 1000))), 1000);
        return () => clearInterval(timer);
    }, [error]);
    return left_s;
}
