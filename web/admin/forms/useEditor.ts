import { type UseFormReturnType, useForm } from "@mantine/form";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Refused } from "../../shared/problem";

export type Texts = Record<string, string>;

/** What is edited, and the version of it that was read; without one it is new. */
export interface Edited<Values> {
    values: Values;
    etag?: string | undefined;
}

export interface Conflict<Values> {
    base: Values;
    mine: Values;
    theirs: Values;
    etag: string | undefined;
}

interface Options<Values> {
    opened: Edited<Values>;
    validate?: (values: Values) => Partial<Record<keyof Values & string, string | undefined>>;
    /** Which field a refusal that names none is about: `{ "sku-taken": "sku" }`. */
    fieldOfCode?: Record<string, keyof Values & string>;
    save: (edited: Edited<Values>, base: Values) => Promise<Edited<Values>>;
    /** Its present state, after another user has changed it. */
    reread?: () => Promise<Edited<Values>>;
    onSaved?: (saved: Edited<Values>) => void;
}

export interface Editor<Values> {
    form: UseFormReturnType<Values>;
    submit: (event?: FormEvent<HTMLFormElement>) => void;
    isSaving: boolean;
    /** What is wrong beyond what stands at the fields. */
    problem: unknown;
    conflict: Conflict<Values> | undefined;
    settle: (merged: Values) => void;
    dropConflict: () => void;
    /** Whether leaving now would lose something. */
    isUnsaved: () => boolean;
}

/** A form over something that others may change meanwhile. */
export function useEditor<Values extends Texts>(options: Options<Values>): Editor<Values> {
    const { opened, fieldOfCode = {}, save, reread, onSaved } = options;
    const base = useRef(opened);
    const [isSaving, setSaving] = useState(false);
    const [problem, setProblem] = useState<unknown>();
    const [conflict, setConflict] = useState<Conflict<Values>>();
    const form = useForm<Values>({
        initialValues: opened.values,
        validate: (values) => options.validate?.(values) ?? {},
    });

    // Who has typed nothing sees what others have changed; who has finds out on saving.
    useEffect(() => {
        if (opened.etag === base.current.etag || form.isDirty()) return;
        base.current = opened;
        form.setInitialValues(opened.values);
        form.setValues(opened.values);
    });

    const store = async (edited: Edited<Values>, isAgain = false) => {
        setSaving(true);
        setProblem(undefined);
        try {
            const saved = await save(edited, base.current.values);
            base.current = saved;
            form.setInitialValues(saved.values);
            form.setValues(saved.values);
            form.resetDirty(saved.values);
            setConflict(undefined);
            isClean.current = true;
            onSaved?.(saved);
        } catch (error) {
            await explain(error, edited.values, isAgain);
        } finally {
            setSaving(false);
        }
    };
    const explain = async (error: unknown, mine: Values, isAgain: boolean): Promise<void> => {
        if (!(error instanceof Refused)) return setProblem(error);
        if (error.status === 412 && reread) {
            try {
                const theirs = await reread();
                const { values } = base.current;
                if (!isAgain && isSame(theirs.values, values)) return await store({ ...theirs, values: mine }, true);
                return setConflict({ base: values, mine, theirs: theirs.values, etag: theirs.etag });
            } catch (another) {
                return setProblem(another);
            }
        }
        setConflict(undefined);
        const { atFields, isAllSaid } = sortedOut(error, Object.keys(mine), fieldOfCode);
        form.setErrors(atFields);
        setProblem(isAllSaid ? undefined : error);
        focusFirstFault();
    };

    const isClean = useRef(false);
    isClean.current = !form.isDirty();
    return {
        form,
        isSaving,
        problem,
        conflict,
        submit: form.onSubmit((values) => store({ values, etag: base.current.etag }), focusFirstFault),
        settle: (merged) => {
            form.setValues(merged);
            void store({ values: merged, etag: conflict?.etag });
        },
        dropConflict: () => setConflict(undefined),
        isUnsaved: () => !isClean.current,
    };
}

/** A new image, for example, changes the version of a product, but no field that is edited here. */
function isSame<Values extends Texts>(one: Values, other: Values): boolean {
    return Object.entries(one).every(([name, text]) => text === other[name]);
}

/** What the shop said against fields that this form has, and whether that was all. */
export function sortedOut(error: Refused, fields: string[], fieldOfCode: Record<string, string> = {}) {
    const atFields: Texts = {};
    const field = fieldOfCode[error.code];
    if (field) atFields[field] = error.message;
    let isAllSaid = field !== undefined || error.problem.errors !== undefined;
    for (const [name, said] of Object.entries(error.problem.errors ?? {})) {
        if (fields.includes(name)) atFields[name] = said.join(", ");
        else isAllSaid = false;
    }
    return { atFields, isAllSaid };
}

function focusFirstFault() {
    setTimeout(() => document.querySelector<HTMLElement>("form [aria-invalid=true]")?.focus());
}
