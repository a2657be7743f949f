import { Paper, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { ConflictWindow } from "./ConflictWindow";
import { SaveBar } from "./SaveBar";
import { UnsavedGuard } from "./UnsavedGuard";
import type { Editor, Texts } from "./useEditor";

interface Props<Values extends Texts> {
    editor: Editor<Values>;
    /** The fields as a person calls them. */
    labels: Partial<Record<keyof Values & string, string>>;
    mayWrite: boolean;
    title?: string;
    /** The fields. */
    children: ReactNode;
}

/** The form over something that others may change meanwhile, with the questions that it may have to ask. */
export function EditCard<Values extends Texts>({ editor, labels, mayWrite, title, children }: Props<Values>) {
    return (
        <Paper withBorder p="lg" className="surface" component="section" aria-label={title}>
            <form onSubmit={editor.submit} noValidate>
                <Stack>
                    {title && (
                        <Title order={2} size="h4">
                            {title}
                        </Title>
                    )}
                    {children}
                    {mayWrite && <SaveBar editor={editor} />}
                </Stack>
            </form>
            <ConflictWindow editor={editor} labels={labels} />
            <UnsavedGuard isUnsaved={editor.isUnsaved} />
        </Paper>
    );
}
