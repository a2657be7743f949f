import { Anchor, Text } from "@mantine/core";

interface Props {
    page: number;
    pages: number;
    onPage: (page: number) => void;
}

/** An address named a page that the list does not have. */
export function PastTheEnd({ page, pages, onPage }: Props) {
    return (
        <Text>
            Page {page} does not exist. The list has {pages === 1 ? "1 page" : `${pages} pages`}.{" "}
            <Anchor component="button" underline="always" onClick={() => onPage(pages)}>
                Go to the last page
            </Anchor>
        </Text>
    );
}
