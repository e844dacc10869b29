"use client";
import { useEffect, useState } from "react";
import {
  useForm,
  type DefaultValues,
  type FieldValues,
  type Path,
  type PathValue,
  type UseFormReturn,
} from "react-hook-form";
import type { z } from "zod";
import { checkedBy } from "./checked-by.ts";
import { compareEdits, ownEdits, type FieldEdit } from "./compare-edits.ts";
import type { Side } from "./edit-conflict.tsx";
import { readStale, type Stale } from "./stale-edit.ts";

type Versioned = { readonly version: number };

export type EditOptions<Current extends Versioned, Values extends FieldValues, Output> = {
  /** As it is shown now. */
  readonly record: Current;
  readonly valuesOf: (record: Current) => Values;
  /** Comes when the form is first sent. */
  readonly schema: () => Promise<z.ZodType<Output, Values>>;
  /** Sends the edit of that version; gives the record as it was saved, or null where the form is done with. */
  readonly send: (output: Output, base: Current) => Promise<Current | null>;
};

export type Edit<Values extends FieldValues, Output> = {
  readonly form: UseFormReturn<Values, unknown, Output>;
  /** For `Form`: saves, or ends in a conflict. */
  readonly save: (output: Output) => Promise<"conflict" | undefined>;
  /** For `EditConflict`; null while nobody else changed anything. */
  readonly conflict: {
    readonly edits: readonly FieldEdit[];
    readonly choices: Readonly<Record<string, Side>>;
    readonly onChoose: (key: string, side: Side) => void;
  } | null;
  /** Why it can't be saved now. */
  readonly blocked: string | null;
};

/**
 * A form over a record that others may change meanwhile. What only they changed is taken over, what only this person
 * changed stays as typed, and where both changed the same field the person says whose value it shall be: nobody's edit
 * is lost unseen, and nothing is saved that nobody saw. Until the person types, the form follows the record.
 */
export function useEdit<Current extends Versioned, Values extends FieldValues, Output>({
  record,
  valuesOf,
  schema,
  send,
}: EditOptions<Current, Values, Output>): Edit<Values, Output> {
  const [base, setBase] = useState(record);
  const [edits, setEdits] = useState<readonly FieldEdit[] | null>(null);
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const form = useForm<Values, unknown, Output>({
    resolver: checkedBy(schema),
    defaultValues: asDefaults(valuesOf(record)),
  });
  const { isDirty } = form.formState;
  if (record.version > base.version && !isDirty && edits === null) setBase(record);
  useEffect(() => {
    if (!isDirty) form.reset(valuesOf(base));
  }, [base, isDirty, form, valuesOf]);
  const meet = (stale: Stale<Current>, all: readonly FieldEdit[]) => {
    const [before, mine, theirs] = [valuesOf(base), form.getValues(), valuesOf(stale.current)];
    form.reset(theirs);
    for (const key of ownEdits(before, mine, theirs)) put(form, key, mine[key]);
    setBase(stale.current);
    setChoices({});
    setEdits(all);
  };
  const save = async (output: Output, from: Current = base): Promise<"conflict" | undefined> => {
    try {
      const saved = await send(output, from);
      setEdits(null);
      if (saved !== null) {
        setBase(saved);
        form.reset(valuesOf(saved));
      }
      return undefined;
    } catch (error) {
      const stale = readStale<Current>(error);
      if (stale === null || stale.current.version <= from.version) throw error;
      const theirs = valuesOf(stale.current);
      const all = compareEdits(valuesOf(from), form.getValues(), theirs, stale.changes);
      // Nothing of what changed is in this form: there is nothing to see, and nothing to ask.
      if (all.length === 0) return save(output, stale.current);
      meet(stale, all);
      return "conflict";
    }
  };
  const onChoose = (key: string, side: Side) => {
    setChoices((now) => ({ ...now, [key]: side }));
    put(form, key, edits?.find((edit) => edit.key === key)?.[side]);
  };
  return {
    form,
    save: (output) => save(output),
    conflict: edits === null ? null : { edits, choices, onChoose },
    blocked: blockedBy(isDirty, isOpen(edits, choices)),
  };
}

function blockedBy(isDirty: boolean, isAsked: boolean): string | null {
  if (isAsked) return "Choose whose values to keep first.";
  return isDirty ? null : "Nothing has changed.";
}

/** Whether a question is left. */
export function isOpen(
  edits: readonly FieldEdit[] | null | undefined,
  choices: Readonly<Record<string, Side>>,
): boolean {
  return edits?.some(({ key, clashes }) => clashes && !(key in choices)) === true;
}

/** Sound because values come from the same form, under the names that they had there. */
function put<Values extends FieldValues, Output>(
  form: UseFormReturn<Values, unknown, Output>,
  key: string,
  value: unknown,
): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  form.setValue(key as Path<Values>, value as PathValue<Values, Path<Values>>, {
    shouldDirty: true,
    shouldValidate: true,
  });
}

/** A form's own values are complete defaults. */
function asDefaults<Values extends FieldValues>(values: Values): DefaultValues<Values> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return values as DefaultValues<Values>;
}
