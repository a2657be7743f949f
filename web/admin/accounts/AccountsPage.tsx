import { Anchor, Badge, Group, Stack } from "@mantine/core";
import { Link } from "react-router-dom";
import { queryLimits } from "till-limits";
import { May } from "../access";
import { AddButton } from "../layout/AddButton";
import { PageHead } from "../layout/PageHead";
import { capital, showDate } from "../layout/texts";
import { type Column, DataTable } from "../lists/DataTable";
import { SearchField } from "../lists/SearchField";
import { useAddress } from "../lists/useAddress";
import { CustomerLink } from "../orders/CustomerLink";
import { type Account, useAccounts } from "./accounts";

const columns: Column<Account>[] = [
    {
        label: "Username",
        isName: true,
        show: ({ id, username }) => (
            <Anchor component={Link} to={`/accounts/${id}`} fw={550}>
                {username}
            </Anchor>
        ),
    },
    {
        label: "Role",
        show: ({ role }) => (
            <Badge variant="light" color={role === "customer" ? "gray" : "pine"} className="mark">
                {capital(role)}
            </Badge>
        ),
    },
    {
        label: "Customer",
        show: ({ customer }) => (customer ? <CustomerLink id={customer.id} name={customer.name} /> : "–"),
    },
    { label: "Created", align: "right", show: ({ created_at }) => showDate(created_at) },
];

/** Who may sign in. */
export function Page() {
    const address = useAddress();
    const accounts = useAccounts(address.text("search"), address.page);
    return (
        <Stack>
            <PageHead title="Accounts" about="Users who can sign in, and their roles.">
                <May permission="accounts:write">
                    <AddButton to="/accounts/new">Create account</AddButton>
                </May>
            </PageHead>
            <Group className="filters">
                <SearchField label="Search accounts" maxLength={queryLimits.listAccounts.search.maxLength} />
            </Group>
            <DataTable
                label="Accounts"
                noun="account"
                columns={columns}
                query={accounts}
                keyOf={({ id }) => id}
                empty="No accounts found."
            />
        </Stack>
    );
}
