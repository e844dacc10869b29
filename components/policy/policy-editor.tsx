"use client";
import { useCallback, useMemo, type Dispatch, type ReactNode, type SetStateAction } from "react";
import { DiagnosticSummary } from "./diagnostic-summary.tsx";
import { LazySourceEditor } from "./lazy-source-editor.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { PolicyFormContext, type PolicyChoices } from "./policy-form-context.ts";
import { usePolicyDraft } from "./use-policy-draft.ts";
import { useUnsavedGuard } from "#components/form/use-unsaved-guard.ts";
import { Callout } from "#components/ui/callout.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { editSource } from "#lib/policies/source/edit-source.ts";
import type { DocumentPath } from "#lib/policies/source/locate.ts";

export type PolicyEditorProps = {
  readonly text: string;
  readonly onText: Dispatch<SetStateAction<string>>;
  /** Unsaved changes would be lost. */
  readonly dirty: boolean;
  /** The stored policy's name; null for a new one. */
  readonly name: string | null;
  readonly choices: PolicyChoices;
  /** What can be done with it; stays in sight below the two. */
  readonly actions: ReactNode;
  /** Below the two: what it would do. */
  readonly children?: ReactNode;
};

/**
 * Form and YAML side by side over one text: the form edits the YAML in place, so that comments stay, and typing
 * in the YAML is what the form shows. Above both, what the policy says.
 */
export function PolicyEditor(props: PolicyEditorProps) {
  const { text, onText, dirty, name, choices, actions, children } = props;
  const draft = usePolicyDraft(text, name);
  useUnsavedGuard(dirty);
  const edit = useCallback(
    (path: DocumentPath, value: unknown) => onText((before) => editSource(before, path, value)),
    [onText],
  );
  const problemAt = useCallback(
    (path: DocumentPath) =>
      draft.diagnostics.find((each) => each.severity === "error" && each.path === path.join("."))
        ?.message,
    [draft.diagnostics],
  );
  const form = useMemo(
    () => ({ value: draft.value, edit, problemAt, choices, nameFixed: name !== null }),
    [draft.value, edit, problemAt, choices, name],
  );
  return (
    <div className="space-y-5">
      <div className="rounded-lg border bg-sunken px-4 py-3" aria-live="polite">
        <p className="text-base">
          {draft.sentence ?? (
            <span className="text-muted">What it says appears here when it is complete.</span>
          )}
        </p>
        <p className="mt-1 text-sm text-muted">
          {draft.reach
            ? `Targets ${formatCount(draft.reach.operations, "operation")} of ${formatCount(draft.reach.apis, "API")} now.`
            : " "}
        </p>
      </div>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <section aria-label="As a form" className="min-w-0">
          {draft.isYaml ? (
            <PolicyFormContext value={form}>
              <PolicyForm />
            </PolicyFormContext>
          ) : (
            <Callout tone="warning">
              The YAML can’t be read at the moment. Correct it, and the form is here again.
            </Callout>
          )}
        </section>
        <section aria-label="As YAML" className="min-w-0 space-y-3 xl:sticky xl:top-16">
          <LazySourceEditor
            text={text}
            onChange={onText}
            diagnostics={draft.diagnostics}
            label="Policy as YAML"
          />
          <DiagnosticSummary diagnostics={draft.diagnostics} />
        </section>
      </div>
      {children}
      <div className="sticky bottom-0 z-20 -mx-4 border-t bg-canvas px-4 py-3 lg:-mx-8 lg:px-8">
        {actions}
      </div>
    </div>
  );
}
