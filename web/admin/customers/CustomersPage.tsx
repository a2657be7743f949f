import { Anchor, Group, Stack } from "@mantine/core";
import { Link } from "react-router-dom";
import { queryLimits } from "till-limits";
import { May } from "../access";
import { AddButton } from "../layout/AddButton";
import { PageHead } from "../layout/PageHead";
import { showDate } from "../layout/texts";
import { type Column, DataTable } from "../lists/DataTable";
import { SearchField } from "../lists/SearchField";
import { useAddress } from "../lists/useAddress";
import { type Customer, useCustomersLike } from "./customers";

const columns: Column<Customer>[] = [
    {
        label: "Name",
        isName: true,
        show: ({ id, name }) => (
            <Anchor component={Link} to={`/customers/${id}`} fw={550}>
                {name}
            </Anchor>
        ),
    },
    { label: "E-mail", show: ({ email }) => email },
    { label: "Phone", show: ({ phone }) => phone ?? "–" },
    { label: "Created", align: "right", show: ({ created_at }) => showDate(created_at) },
];

export function Page() {
    const address = useAddress();
    const customers = useCustomersLike(address.text("search") ?? "", address.page);
    return (
        <Stack>
            <PageHead title="Customers">
                <May permission="customers:write">
                    <AddButton to="/customers/new">Add customer</AddButton>
                </May>
            </PageHead>
            <Group className="filters">
                <SearchField label="Search customers" maxLength={queryLimits.listCustomers.search.maxLength} />
            </Group>
            <DataTable
                label="Customers"
                noun="customer"
                columns={columns}
                query={customers}
                keyOf={({ id }) => id}
                empty="No customers found."
                emptyAtFirst="No customers yet."
            />
        </Stack>
    );
}
