import { Anchor, Group, Text, Title } from "@mantine/core";
import { ChevronLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "react-router-dom";

interface Props {
    title: string;
    /** Where this page belongs. */
    up?: { to: string; label: string };
    /** Beside the title, such as a state. */
    mark?: ReactNode;
    about?: ReactNode;
    /** Buttons at the end. */
    children?: ReactNode;
}

let isFirstPage = true;

/** The top of each page. The heading takes the focus when a page is entered, so that a screen reader begins there. */
export function PageHead({ title, up, mark, about, children }: Props) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        document.title = `${title} · Back office`;
    }, [title]);
    useEffect(() => {
        if (!isFirstPage) heading.current?.focus({ preventScroll: true });
        isFirstPage = false;
    }, []);
    return (
        <div className="page-head">
            {up && (
                <Anchor component={Link} to={up.to} size="sm" className="page-up">
                    <ChevronLeft size={16} aria-hidden /> {up.label}
                </Anchor>
            )}
            <Group justify="space-between" align="flex-start" gap="sm">
                <div>
                    <Group gap="sm" align="center">
                        <Title order={1} size="h2" tabIndex={-1} ref={heading} dir="auto">
                            {title}
                        </Title>
                        {mark}
                    </Group>
                    {about && (
                        <Text c="dimmed" size="sm" mt={4}>
                            {about}
                        </Text>
                    )}
                </div>
                {children && <Group gap="xs">{children}</Group>}
            </Group>
        </div>
    );
}
