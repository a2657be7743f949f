import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { Link } from "react-router-dom";

/** The way from a list to the form for one more. */
export function AddButton({ to, children }: { to: string; children: string }) {
    return (
        <Button component={Link} to={to} leftSection={<Plus size={16} aria-hidden />}>
            {children}
        </Button>
    );
}
