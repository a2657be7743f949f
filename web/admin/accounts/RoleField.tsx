import { NativeSelect, Text } from "@mantine/core";
import { ProblemNote } from "../../shared/ProblemNote";
import { capital } from "../layout/texts";
import { useRoles } from "./accounts";

interface Props {
    value: string;
    onChange: (role: string) => void;
    error?: unknown;
    disabled?: boolean;
}

/** The shop's roles, each with what it may do. */
export function RoleField({ value, onChange, error, disabled = false }: Props) {
    const roles = useRoles();
    if (roles.error) return <ProblemNote error={roles.error} onRetry={() => roles.refetch()} />;
    const names = roles.data?.map(({ name }) => name) ?? [];
    const known = names.includes(value) ? names : [value, ...names];
    const may = roles.data?.find(({ name }) => name === value)?.permissions;
    return (
        <div>
            <NativeSelect
                label="Role"
                data={known.map((name) => ({ value: name, label: capital(name) }))}
                value={value}
                onChange={(event) => onChange(event.currentTarget.value)}
                error={typeof error === "string" ? error : undefined}
                disabled={disabled}
            />
            {may && (
                <Text size="xs" c="dimmed" mt={4}>
                    Permissions: {may.join(", ")}
                </Text>
            )}
        </div>
    );
}
