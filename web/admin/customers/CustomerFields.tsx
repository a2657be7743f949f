import { Stack, TextInput } from "@mantine/core";
import type { Editor } from "../forms/useEditor";
import { type CustomerTexts, customerLabels as labels } from "./customers";

interface Props {
    editor: Editor<CustomerTexts>;
    readOnly?: boolean;
}

export function CustomerFields({ editor: { form }, readOnly = false }: Props) {
    return (
        <Stack>
            <TextInput label={labels.name} maxLength={200} readOnly={readOnly} {...form.getInputProps("name")} />
            <TextInput
                label={labels.email}
                type="email"
                maxLength={254}
                readOnly={readOnly}
                {...form.getInputProps("email")}
            />
            <TextInput
                label={labels.phone}
                type="tel"
                maxLength={32}
                readOnly={readOnly}
                {...form.getInputProps("phone")}
            />
        </Stack>
    );
}
