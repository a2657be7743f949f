import { Title, type TitleProps } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useNavigationType } from "react-router-dom";
import { useShopName } from "./shopInfo";

interface Props extends TitleProps {
    /** What the browser's tab says; the heading may say more. */
    title: string;
    /** A page that stays while its content changes, such as a search, does not take the focus. */
    keepsFocus?: boolean;
}

/** The heading of a page. It takes the focus when the page is entered, so that screen readers and keyboards begin there. */
export function PageTitle({ title, keepsFocus = false, children, ...props }: Props) {
    const heading = useRef<HTMLHeadingElement>(null);
    const shop = useShopName();
    const arrived = useNavigationType();
    useEffect(() => {
        document.title = title === shop ? shop : `${title} · ${shop}`;
    }, [title, shop]);
    useEffect(() => {
        if (!keepsFocus && arrived !== "POP") heading.current?.focus({ preventScroll: true });
    }, []);
    return (
        <Title order={1} ref={heading} tabIndex={-1} dir="auto" {...props}>
            {children ?? title}
        </Title>
    );
}
