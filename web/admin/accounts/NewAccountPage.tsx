import { Paper, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useNavigate, useSearchParams } from "react-router-dom";
import { limits } from "till-limits";
import { got } from "../../shared/api";
import { CustomerChooser } from "../customers/CustomerChooser";
import { useCustomer } from "../customers/customers";
import { SaveBar } from "../forms/SaveBar";
import { tell } from "../forms/told";
import { UnsavedGuard } from "../forms/UnsavedGuard";
import { useEditor } from "../forms/useEditor";
import { PageHead } from "../layout/PageHead";
import { api, somethingChanged } from "../shop";
import { type Account, passwordFault } from "./accounts";
import { RoleField } from "./RoleField";

type Values = { username: string; password: string; role: string; customer_id: string };

/** Links may name the customer: `?customer=3`. */
export function Page() {
    const navigate = useNavigate();
    const asked = useSearchParams()[0].get("customer") ?? "";
    const customer = useCustomer(Number(asked) || 0);
    const made = useRef<Account>(undefined);
    const editor = useEditor<Values>({
        opened: { values: { username: "", password: "", role: "customer", customer_id: asked } },
        validate: ({ username, password, role, customer_id }) => ({
            username: username.trim() ? undefined : "Enter a username",
            password: passwordFault(password),
            customer_id: role === "customer" && !customer_id ? "Select a customer" : undefined,
        }),
        fieldOfCode: { "username-taken": "username", "customer-has-account": "customer_id" },
        save: async ({ values }) => {
            const { username, password, role, customer_id } = values;
            const body = { username, password, role, customer_id: customer_id ? Number(customer_id) : null };
            made.current = await got(api.POST("/accounts", { body }));
            return { values };
        },
        onSaved: () => {
            void somethingChanged();
            tell("Account created.");
            navigate(`/accounts/${made.current?.id}`, { replace: true });
        },
    });
    const { form } = editor;
    const error = form.errors["customer_id"];
    return (
        <Stack maw={560}>
            <PageHead title="New account" up={{ to: "/accounts", label: "Accounts" }} />
            <Paper withBorder p="lg" className="surface">
                <form onSubmit={editor.submit} noValidate>
                    <Stack>
                        <TextInput
                            label="Username"
                            maxLength={limits.NewAccount.username.maxLength}
                            autoComplete="off"
                            autoCapitalize="none"
                            {...form.getInputProps("username")}
                        />
                        <PasswordInput
                            label="Password"
                            description="At least 8 characters. The user can change it after signing in"
                            autoComplete="new-password"
                            {...form.getInputProps("password")}
                        />
                        <RoleField
                            value={form.values.role}
                            onChange={(role) => form.setFieldValue("role", role)}
                            error={form.errors["role"]}
                        />
                        {(asked === "" || !customer.isPending) && (
                            <CustomerChooser
                                value={form.values.customer_id}
                                name={customer.data?.customer.name}
                                onChange={(id) => form.setFieldValue("customer_id", id)}
                                error={typeof error === "string" ? error : undefined}
                            />
                        )}
                        <SaveBar editor={editor} label="Create account" isNew />
                    </Stack>
                </form>
            </Paper>
            <UnsavedGuard isUnsaved={editor.isUnsaved} />
        </Stack>
    );
}
