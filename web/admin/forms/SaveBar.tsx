import { Button, Group } from "@mantine/core";
import { ProblemNote } from "../../shared/ProblemNote";
import type { Editor } from "./useEditor";

interface Props<Values> {
    editor: Editor<Values>;
    label?: string;
    isNew?: boolean;
}

/** The end of a form: what is wrong, and the buttons. */
export function SaveBar<Values>({ editor, label = "Save", isNew = false }: Props<Values>) {
    const isDirty = editor.form.isDirty();
    return (
        <>
            {editor.problem !== undefined && <ProblemNote error={editor.problem} />}
            <Group>
                <Button type="submit" loading={editor.isSaving} disabled={!isDirty && !isNew}>
                    {label}
                </Button>
                {isDirty && !isNew && (
                    <Button variant="subtle" color="gray" onClick={() => editor.form.reset()}>
                        Discard changes
                    </Button>
                )}
            </Group>
        </>
    );
}
