import { Stack, TextInput } from "@mantine/core";
import { limits } from "till-limits";
import type { Editor } from "../forms/useEditor";
import { type CustomerTexts, customerLabels as labels } from "./customers";

interface Props {
    editor: Editor<CustomerTexts>;
    readOnly?: boolean;
}

export function CustomerFields({ editor: { form }, readOnly = false }: Props) {
    return (
        <Stack>
            <TextInput label={labels.name} dir="auto" maxLength={limits.CustomerDetails.name.maxLength} readOnly={readOnly} {...form.getInputProps("name")} />
            <TextInput
                label={labels.email}
                type="email"
                maxLength={limits.CustomerDetails.email.maxLength}
                readOnly={readOnly}
                {...form.getInputProps("email")}
            />
            <TextInput
                label={labels.phone}
                type="tel"
                maxLength={limits.CustomerDetails.phone.maxLength}
                readOnly={readOnly}
                {...form.getInputProps("phone")}
            />
        </Stack>
    );
}
