import { PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "react-router-dom";
import { limits } from "till-limits";
import { got, whole } from "../../shared/api";
import { May, useMay, useMe } from "../access";
import { ConfirmButton } from "../forms/ConfirmButton";
import { EditCard } from "../forms/EditCard";
import { tell } from "../forms/told";
import { useEditor } from "../forms/useEditor";
import { PageHead } from "../layout/PageHead";
import { PageToCome } from "../layout/PageToCome";
import { showDate } from "../layout/texts";
import { useNumberInPath } from "../layout/useNumberInPath";
import { CustomerLink } from "../orders/CustomerLink";
import { api, queries, somethingChanged } from "../shop";
import {
    accountLabels,
    type AccountTexts,
    edited,
    passwordFault,
    type ReadAccount,
    readAccount,
    useAccountOf,
} from "./accounts";
import { RoleField } from "./RoleField";

const { password: _, ...comparedLabels } = accountLabels; // passwords are never shown
const up = { to: "/accounts", label: "Accounts" };

export function Page() {
    const account = useAccountOf(useNumberInPath("id"));
    if (account.data) return <Opened key={account.data.account.id} read={account.data} />;
    return <PageToCome title="Account" up={up} query={account} />;
}

function Opened({ read }: { read: ReadAccount }) {
    const { account } = read;
    const { id, customer } = account;
    const navigate = useNavigate();
    const mayWrite = useMay("accounts:write");
    const isOwn = useMe().id === id;
    const editor = useEditor<AccountTexts>({
        opened: edited(read),
        validate: ({ username, password }) => ({
            username: username.trim() ? undefined : "Enter a username",
            password: password === "" ? undefined : passwordFault(password),
        }),
        fieldOfCode: { "username-taken": "username", "last-admin": "role" },
        save: async ({ values, etag }) => {
            const { username, role, password } = values;
            const header = etag ? { "If-Match": etag } : {};
            const body = { username, role, ...(password ? { password } : {}) };
            const { body: changed, response } = await whole(
                api.PATCH("/accounts/{id}", { params: { path: { id }, header }, body }),
            );
            const saved = { account: changed, etag: response.headers.get("ETag") ?? undefined };
            queries.setQueryData(["account", id], saved);
            void somethingChanged();
            if (isOwn) void queries.invalidateQueries({ queryKey: ["me"] });
            return edited(saved);
        },
        reread: async () => edited(await readAccount(id)),
        onSaved: () => tell("Changes saved."),
    });
    const { form } = editor;
    const onRemoved = () => {
        navigate("/accounts");
        queries.removeQueries({ queryKey: ["account", id] });
        void somethingChanged();
        tell("Account deleted.");
    };
    return (
        <Stack maw={560}>
            <PageHead
                title={account.username}
                up={up}
                about={`${isOwn ? "Your own account" : `Account ${id}`}, created ${showDate(account.created_at)}`}
            >
                <May permission="accounts:write">
                    <ConfirmButton
                        label="Delete"
                        title={`Delete account ${account.username}?`}
                        confirm="Delete account"
                        act={() => got(api.DELETE("/accounts/{id}", { params: { path: { id } } }))}
                        onDone={onRemoved}
                    >
                        <Text size="sm">
                            {isOwn ? "This is your own account. You will be signed out immediately." : "All sessions of the account end immediately."}
                            {customer && " The customer is kept."}
                        </Text>
                    </ConfirmButton>
                </May>
            </PageHead>
            <EditCard editor={editor} labels={comparedLabels} mayWrite={mayWrite}>
                {customer && (
                    <Text size="sm">
                        Customer: <CustomerLink id={customer.id} name={customer.name} />, {customer.email}
                    </Text>
                )}
                <TextInput
                    label={accountLabels.username}
                    maxLength={limits.NewAccount.username.maxLength}
                    autoComplete="off"
                    readOnly={!mayWrite}
                    {...form.getInputProps("username")}
                />
                <RoleField
                    value={form.values.role}
                    onChange={(role) => form.setFieldValue("role", role)}
                    error={form.errors["role"]}
                    disabled={!mayWrite}
                />
                {mayWrite && (
                    <PasswordInput
                        label={accountLabels.password}
                        description="Leave empty to keep the current password. A new password ends all sessions of the account"
                        autoComplete="new-password"
                        {...form.getInputProps("password")}
                    />
                )}
            </EditCard>
        </Stack>
    );
}
