"use client";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { compareEdits, ownEdits, type FieldEdit } from "#components/form/compare-edits.ts";
import type { Side } from "#components/form/edit-conflict.tsx";
import { readProblem } from "#components/form/problem.ts";
import { isOpen } from "#components/form/use-edit.ts";
import { readStale, type Stale } from "#components/form/stale-edit.ts";
import { joinParts, splitParts, wholeText } from "#components/policy/policy-parts.ts";
import { useToast } from "#components/ui/use-toast.ts";
import { policies, type PolicyDetail } from "#calls/policies";

type Base = { readonly source: string; readonly version: number };
type Conflict = { readonly edits: readonly FieldEdit[]; readonly merged: string };

/**
 * The text of a stored policy while somebody edits it. Where somebody else saved meanwhile the two are put together key
 * by key, as `useEdit` does it with the fields of a form.
 */
export function usePolicyEdit(policy: PolicyDetail) {
  const toast = useToast();
  const update = useCall(policies.update);
  const [base, setBase] = useState<Base>(policy);
  const [text, setText] = useState(policy.source);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof readProblem> | null>(null);
  // Nothing is typed: the editor shows what is stored.
  if (policy.version > base.version && text === base.source && conflict === null) {
    setBase(policy);
    setText(policy.source);
  }
  const meet = (stale: Stale<PolicyDetail>) => {
    const next = conflictOf(base.source, text, stale);
    setBase(stale.current);
    setChoices({});
    setConflict(next);
    setText(next.merged);
  };
  const save = async () => {
    setSaving(true);
    setProblem(null);
    try {
      setBase(await update({ name: policy.name, source: text, version: base.version }));
      setConflict(null);
      toast.success("Policy saved", "It takes effect with the next release.");
    } catch (error) {
      const stale = readStale<PolicyDetail>(error);
      if (stale) meet(stale);
      else setProblem(readProblem(error));
    }
    setSaving(false);
  };
  const onChoose = (key: string, side: Side) => {
    setChoices((now) => ({ ...now, [key]: side }));
    const chosen = conflict?.edits.find((edit) => edit.key === key)?.[side];
    const value = typeof chosen === "string" ? chosen : undefined;
    setText((now) => putPart(now, key, value, conflict?.merged ?? now));
  };
  return {
    text,
    setText,
    save,
    saving,
    problem,
    dirty: text !== base.source,
    undo: () => setText(base.source),
    conflict: conflict && { edits: conflict.edits, choices, onChoose },
    blocked: isOpen(conflict?.edits, choices) ? "Choose whose part to keep first." : null,
  };
}

function conflictOf(before: string, mine: string, { current, changes }: Stale<PolicyDetail>) {
  const texts = [before, mine, current.source] as const;
  const split = texts.map(splitParts);
  const whole = texts.map((each) => ({ [wholeText]: each }));
  const [from, own, theirs] = split.every((parts) => parts !== null) ? split : whole;
  if (!from || !own || !theirs) throw new Error("three texts have three parts");
  const kept = ownEdits(from, own, theirs).map((key) => [key, own[key]] as const);
  const merged = joinParts({ ...theirs, ...Object.fromEntries(kept) }, theirs, own);
  return { edits: compareEdits(from, own, theirs, changes), merged };
}

/** The part in the text as it stands now; a text that can't be taken apart any more is the merged one again. */
function putPart(text: string, key: string, value: string | undefined, merged: string): string {
  if (key === wholeText) return value ?? "";
  const parts = splitParts(text) ?? splitParts(merged) ?? {};
  return joinParts({ ...parts, [key]: value }, parts, { ...splitParts(merged), [key]: value });
}
