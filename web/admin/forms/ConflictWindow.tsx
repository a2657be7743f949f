import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Conflict, Editor, Texts } from "./useEditor";

interface Props<Values> {
    editor: Editor<Values>;
    /** The fields as a person calls them. */
    labels: Partial<Record<keyof Values & string, string>>;
}

type Side = "mine" | "theirs";

/** Another user has changed the edited record: shows both versions, and lets the user choose field by field. */
export function ConflictWindow<Values extends Texts>({ editor, labels }: Props<Values>) {
    const { conflict } = editor;
    return (
        <Modal
            opened={conflict !== undefined}
            onClose={editor.dropConflict}
            title="This was changed by someone else"
            closeButtonProps={{ "aria-label": "Back to form" }}
            size="lg"
        >
            {conflict && <Choices key={conflict.etag ?? ""} conflict={conflict} editor={editor} labels={labels} />}
        </Modal>
    );
}

function Choices<Values extends Texts>({ conflict, editor, labels }: Props<Values> & { conflict: Conflict<Values> }) {
    const { base, mine, theirs } = conflict;
    const fields = (Object.keys(labels) as (keyof Values & string)[]).filter((name) => mine[name] !== theirs[name]);
    const [sides, setSides] = useState<Partial<Record<keyof Values, Side>>>(() =>
        Object.fromEntries(
            fields
                .filter((name) => mine[name] === base[name] || theirs[name] === base[name])
                .map((name) => [name, mine[name] === base[name] ? "theirs" : "mine"]),
        ) as Partial<Record<keyof Values, Side>>,
    );
    const open = fields.filter((name) => !sides[name]);
    const save = () => {
        const merged = { ...mine };
        for (const name of fields) if (sides[name] === "theirs") merged[name] = theirs[name];
        editor.settle(merged);
    };
    return (
        <Stack>
            <Text size="sm">
                {fields.length === 0
                    ? "The other changes are identical to yours."
                    : "Your changes are not saved. Choose which value to keep for each field."}
            </Text>
            {fields.map((name) => (
                <Radio.Group
                    key={name}
                    label={labels[name]}
                    value={sides[name] ?? ""}
                    onChange={(side) => setSides({ ...sides, [name]: side as Side })}
                >
                    <Stack gap={6} mt={4}>
                        <Radio value="mine" label={<Version who="Yours" text={mine[name]} was={base[name]} />} />
                        <Radio value="theirs" label={<Version who="Theirs" text={theirs[name]} was={base[name]} />} />
                    </Stack>
                </Radio.Group>
            ))}
            <Group justify="flex-end">
                <Button variant="default" onClick={editor.dropConflict}>
                    Back to form
                </Button>
                <Button onClick={save} disabled={open.length > 0} loading={editor.isSaving}>
                    Save selection
                </Button>
            </Group>
        </Stack>
    );
}

function Version({ who, text, was }: { who: string; text: string | undefined; was: string | undefined }) {
    return (
        <span className="version">
            <b>{who}:</b> {text || "(empty)"} {text === was && <span className="unchanged">unchanged</span>}
        </span>
    );
}
