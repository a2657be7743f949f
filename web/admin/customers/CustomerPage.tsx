import { Anchor, Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router-dom";
import { got, whole } from "../../shared/api";
import { Money } from "../../shared/Money";
import { ProblemNote } from "../../shared/ProblemNote";
import { May, useMay } from "../access";
import { ConfirmButton } from "../forms/ConfirmButton";
import { EditCard } from "../forms/EditCard";
import { tell } from "../forms/told";
import { useEditor } from "../forms/useEditor";
import { PageHead } from "../layout/PageHead";
import { PageToCome } from "../layout/PageToCome";
import { count, showDate } from "../layout/texts";
import { useNumberInPath } from "../layout/useNumberInPath";
import { StatusMark } from "../orders/StatusMark";
import { api, queries, somethingChanged } from "../shop";
import { CustomerFields } from "./CustomerFields";
import {
    bodyOf,
    customerLabels,
    type CustomerTexts,
    edited,
    faultsOf,
    type ReadCustomer,
    readCustomer,
    useCustomer,
} from "./customers";

const up = { to: "/customers", label: "Customers" };

export function Page() {
    const customer = useCustomer(useNumberInPath("id"));
    if (customer.data) return <Opened key={customer.data.customer.id} read={customer.data} />;
    return <PageToCome title="Customer" up={up} query={customer} />;
}

function Opened({ read }: { read: ReadCustomer }) {
    const { customer } = read;
    const { id } = customer;
    const navigate = useNavigate();
    const mayWrite = useMay("customers:write");
    const editor = useEditor<CustomerTexts>({
        opened: edited(read),
        validate: faultsOf,
        fieldOfCode: { "email-taken": "email" },
        save: async ({ values, etag }) => {
            const header = etag ? { "If-Match": etag } : {};
            const { body, response } = await whole(
                api.PUT("/customers/{id}", { params: { path: { id }, header }, body: bodyOf(values) }),
            );
            const saved = { customer: body, etag: response.headers.get("ETag") ?? undefined };
            queries.setQueryData(["customer", id], saved);
            void somethingChanged();
            return edited(saved);
        },
        reread: async () => edited(await readCustomer(id)),
        onSaved: () => tell("Changes saved."),
    });
    const onRemoved = () => {
        navigate("/customers");
        queries.removeQueries({ queryKey: ["customer", id] });
        void somethingChanged();
        tell("Customer deleted.");
    };
    return (
        <Stack>
            <PageHead title={customer.name} up={up} about={`Customer ${id}, created ${showDate(customer.created_at)}`}>
                <May permission="accounts:write">
                    <Button component={Link} to={`/accounts/new?customer=${id}`} variant="default">
                        Create account
                    </Button>
                </May>
                <May permission="customers:write">
                    <ConfirmButton
                        label="Delete"
                        title={`Delete ${customer.name}?`}
                        confirm="Delete customer"
                        act={() => got(api.DELETE("/customers/{id}", { params: { path: { id } } }))}
                        onDone={onRemoved}
                    >
                        <Text size="sm">
                            The cart, the account and all personal data are deleted permanently. The orders are kept
                            without the customer.
                        </Text>
                    </ConfirmButton>
                </May>
            </PageHead>
            <div className="with-aside">
                <EditCard editor={editor} labels={customerLabels} mayWrite={mayWrite} title="Details">
                    <CustomerFields editor={editor} readOnly={!mayWrite} />
                </EditCard>
                <May permission="orders:read">
                    <OrdersCard customer={id} />
                </May>
            </div>
        </Stack>
    );
}

function OrdersCard({ customer }: { customer: number }) {
    const query = { customer_id: customer, per_page: 5 };
    const orders = useQuery({
        queryKey: ["orders", query],
        queryFn: () => got(api.GET("/orders", { params: { query } })),
    });
    const total = orders.data?.total ?? 0;
    return (
        <Paper withBorder p="lg" className="surface" component="section" aria-label="Orders">
            <Stack gap="sm">
                <Title order={2} size="h4">
                    Orders
                </Title>
                {orders.error && <ProblemNote error={orders.error} onRetry={() => orders.refetch()} />}
                {orders.data && total === 0 && (
                    <Text size="sm" c="dimmed">
                        No orders yet.
                    </Text>
                )}
                <ul className="plain-list">
                    {orders.data?.items.map((order) => (
                        <li key={order.id}>
                            <Anchor component={Link} to={`/orders/${order.id}`} size="sm">
                                Order {order.id}
                            </Anchor>
                            <StatusMark status={order.status} />
                            <Text size="sm">
                                <Money amount={order.total} currency={order.currency} />
                            </Text>
                        </li>
                    ))}
                </ul>
                {total > 0 && (
                    <Anchor component={Link} to={`/orders?customer=${customer}`} size="sm">
                        {total === 1 ? "View order list" : `View all ${count(total, "order")}`}
                    </Anchor>
                )}
            </Stack>
        </Paper>
    );
}
