import { Paper, Stack } from "@mantine/core";
import { useRef } from "react";
import { useNavigate } from "react-router-dom";
import { got } from "../../shared/api";
import { SaveBar } from "../forms/SaveBar";
import { tell } from "../forms/told";
import { UnsavedGuard } from "../forms/UnsavedGuard";
import { useEditor } from "../forms/useEditor";
import { PageHead } from "../layout/PageHead";
import { api, somethingChanged } from "../shop";
import { CustomerFields } from "./CustomerFields";
import { bodyOf, type Customer, type CustomerTexts, faultsOf, noCustomer } from "./customers";

export function Page() {
    const navigate = useNavigate();
    const made = useRef<Customer>(undefined);
    const editor = useEditor<CustomerTexts>({
        opened: { values: noCustomer },
        validate: faultsOf,
        fieldOfCode: { "email-taken": "email" },
        save: async ({ values }) => {
            made.current = await got(api.POST("/customers", { body: bodyOf(values) }));
            return { values };
        },
        onSaved: () => {
            void somethingChanged();
            tell("Customer created.");
            navigate(`/customers/${made.current?.id}`, { replace: true });
        },
    });
    return (
        <Stack maw={560}>
            <PageHead title="New customer" up={{ to: "/customers", label: "Customers" }} />
            <Paper withBorder p="lg" className="surface">
                <form onSubmit={editor.submit} noValidate>
                    <Stack>
                        <CustomerFields editor={editor} />
                        <SaveBar editor={editor} label="Create customer" isNew />
                    </Stack>
                </form>
            </Paper>
            <UnsavedGuard isUnsaved={editor.isUnsaved} />
        </Stack>
    );
}
