import { Anchor } from "@mantine/core";
import { Link } from "react-router-dom";
import { useMay } from "../access";

export function CustomerLink({ id, name }: { id: number | null; name: string | null }) {
    const mayRead = useMay("customers:read");
    if (id === null) return <>Deleted customer</>;
    const shown = name ?? `Customer ${id}`;
    if (!mayRead) return <bdi>{shown}</bdi>;
    return (
        <Anchor component={Link} to={`/customers/${id}`} dir="auto">
            {shown}
        </Anchor>
    );
}
