"use client";
import {
  useCallback,
  useId,
  useMemo,
  type Dispatch,
  type ReactNode,
  type SetStateAction,
} from "react";
import { DiagnosticSummary } from "./diagnostic-summary.tsx";
import { LazySourceEditor } from "./lazy-source-editor.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { PolicyFormContext } from "./policy-form-context.ts";
import { usePolicyDraft } from "./use-policy-draft.ts";
import { useUnsavedGuard } from "#components/form/use-unsaved-guard.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { editSource } from "#lib/policies/source/edit-source.ts";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";
import type { DocumentPath } from "#lib/policies/source/locate.ts";
import { applyRepair, type Repair } from "#lib/policies/source/repair.ts";

export type PolicyEditorProps = {
  readonly text: string;
  readonly onText: Dispatch<SetStateAction<string>>;
  /** Unsaved changes would be lost. */
  readonly dirty: boolean;
  /** The stored policy's name; null for a new one. */
  readonly name: string | null;
  /** What can be done with it; stays in sight below the two. */
  readonly actions: ReactNode;
  /** Beside the two where there is room, else below: one request, tried. */
  readonly trial: ReactNode;
  /** Below: what it would do to everybody. */
  readonly children?: ReactNode;
};

/**
 * Form and YAML side by side over one text: the form edits the YAML in place, so that comments stay, and typing
 * in the YAML is what the form shows. Above both, what the policy says.
 */
export function PolicyEditor(props: PolicyEditorProps) {
  const { text, onText, dirty, name, actions, trial, children } = props;
  const draft = usePolicyDraft(text, name);
  const keysId = useId();
  useUnsavedGuard(dirty);
  const edit = useCallback(
    (path: DocumentPath, value: unknown) => onText((before) => editSource(before, path, value)),
    [onText],
  );
  const repair = useCallback(
    (chosen: Repair) => onText((before) => applyRepair(before, chosen)),
    [onText],
  );
  const form = useMemo(() => {
    const findingsAt = (path: DocumentPath) => findingsOf(draft.diagnostics, path);
    const problemAt = (path: DocumentPath) =>
      findingsAt(path).find(({ severity }) => severity === "error")?.message;
    return { value: draft.value, edit, problemAt, findingsAt, repair, nameFixed: name !== null };
  }, [draft.value, draft.diagnostics, edit, repair, name]);
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
      <div className="@container">
        <div className="grid items-start gap-5 @3xl:grid-cols-2 @7xl:grid-cols-3">
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
          <div className="min-w-0 space-y-8 @7xl:contents">
            <section aria-label="As YAML" className="min-w-0 space-y-3 @7xl:sticky @7xl:top-16">
              <LazySourceEditor
                text={text}
                onChange={onText}
                diagnostics={draft.diagnostics}
                label="Policy as YAML"
                describedBy={keysId}
              />
              <EditorKeys id={keysId} />
              <DiagnosticSummary diagnostics={draft.diagnostics} onRepair={repair} />
            </section>
            <section aria-label="Try a request" className="min-w-0 @7xl:sticky @7xl:top-16">
              {trial}
            </section>
          </div>
        </div>
      </div>
      {children}
      <div className="sticky bottom-0 z-20 -mx-4 border-t bg-canvas px-4 py-3 lg:-mx-8 lg:px-8">
        {actions}
      </div>
    </div>
  );
}

function findingsOf(
  diagnostics: readonly PolicyDiagnostic[],
  path: DocumentPath,
): readonly PolicyDiagnostic[] {
  const place = path.join(".");
  return diagnostics.filter(
    (each) => each.path.replace(/\.\d+$/, "") === place || each.path === place,
  );
}

function EditorKeys({ id }: { readonly id: string }) {
  return (
    <p id={id} className="text-xs text-muted">
      <Kbd>Ctrl</Kbd> <Kbd>Space</Kbd> completes, <Kbd>F8</Kbd> goes to the next problem,{" "}
      <Kbd>Ctrl</Kbd> <Kbd>.</Kbd> repairs it, <Kbd>Tab</Kbd> leaves.
    </p>
  );
}
