import { Anchor, Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { Link } from "react-router-dom";
import { got } from "../../shared/api";
import { Money } from "../../shared/Money";
import { PageHead } from "../layout/PageHead";
import { capital, showNumber, showTime } from "../layout/texts";
import { type Column, DataTable } from "../lists/DataTable";
import { useAddress } from "../lists/useAddress";
import { api } from "../shop";
import { CustomerLink } from "./CustomerLink";
import { type Order, statuses } from "./orders";
import { StatusMark } from "./StatusMark";

export function Page() {
    const address = useAddress();
    const status = address.choice("status", statuses);
    const customer_id = address.number("customer");
    const [from, to] = [address.text("from"), address.text("to")];
    const query = {
        page: address.page,
        ...(status ? { status } : {}),
        ...(customer_id ? { customer_id } : {}),
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
    };
    const orders = useQuery({
        queryKey: ["orders", query],
        queryFn: () => got(api.GET("/orders", { params: { query } })),
        placeholderData: keepPreviousData,
    });
    const ofCustomer = orders.data?.items.find((order) => order.customer_id === customer_id)?.customer_name;
    const columns: Column<Order>[] = [
        {
            label: "Order",
            isName: true,
            show: ({ id }) => (
                <Anchor component={Link} to={`/orders/${id}`} fw={550}>
                    Order {id}
                </Anchor>
            ),
        },
        { label: "Status", show: (order) => <StatusMark status={order.status} /> },
        { label: "Date", show: ({ placed_at }) => showTime(placed_at) },
        { label: "Customer", show: (order) => <CustomerLink id={order.customer_id} name={order.customer_name} /> },
        {
            label: "Quantity",
            align: "right",
            show: ({ item_count }) => <span className="figure">{showNumber(item_count)}</span>,
        },
        {
            label: "Total",
            align: "right",
            show: ({ total, currency }) => <Money amount={total} currency={currency} />,
        },
    ];
    return (
        <Stack>
            <PageHead title="Orders" about="Newest first." />
            <Group className="filters" align="flex-end">
                <NativeSelect
                    label="Status"
                    value={status ?? ""}
                    onChange={(event) => address.change({ status: event.currentTarget.value })}
                    data={[
                        { value: "", label: "All" },
                        ...statuses.map((one) => ({ value: one, label: capital(one) })),
                    ]}
                />
                <TextInput
                    type="date"
                    label="From"
                    value={from ?? ""}
                    max={to}
                    onChange={(event) => address.change({ from: event.currentTarget.value })}
                />
                <TextInput
                    type="date"
                    label="To"
                    value={to ?? ""}
                    min={from}
                    onChange={(event) => address.change({ to: event.currentTarget.value })}
                />
                {customer_id !== undefined && (
                    <Button
                        variant="default"
                        rightSection={<X size={14} aria-hidden />}
                        aria-label="Show orders of all customers"
                        onClick={() => address.change({ customer: undefined })}
                    >
                        {ofCustomer ?? `Customer ${customer_id}`}
                    </Button>
                )}
            </Group>
            <DataTable
                label="Orders"
                noun="order"
                columns={columns}
                query={orders}
                keyOf={({ id }) => id}
                empty="No orders found."
            />
        </Stack>
    );
}
