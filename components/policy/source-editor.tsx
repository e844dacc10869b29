"use client";
import { yaml } from "@codemirror/lang-yaml";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "react";
import { sourceCompletion } from "./source-completion.ts";
import { showProblems, sourceProblems } from "./source-problems.ts";
import { sourceTheme } from "./source-theme.ts";
import { useNonce } from "#components/ui/nonce-context.ts";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";
import { smallestChange } from "#lib/policies/source/repair.ts";

export type SourceEditorProps = {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly label: string;
  /** The id of what tells how it is used by keyboard. */
  readonly describedBy: string;
};

/** CodeMirror over the policy's text: edits go up, edits from the form come in, diagnostics stand at their lines. */
export function SourceEditor(props: SourceEditorProps) {
  const { text, onChange, diagnostics, label, describedBy } = props;
  const nonce = useNonce();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  const first = useRef(text);
  useEffect(() => {
    changed.current = onChange;
  }, [onChange]);
  useEffect(() => {
    if (!host.current) return undefined;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: first.current,
        extensions: extensions({ label, describedBy, nonce, changed }),
      }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [label, describedBy, nonce]);
  useEffect(() => {
    const current = view.current;
    if (!current || current.state.doc.toString() === text) return;
    const { from, to, text: insert } = smallestChange(current.state.doc.toString(), text);
    current.dispatch({ changes: { from, to, insert } });
  }, [text]);
  useEffect(() => {
    if (view.current) showProblems(view.current, diagnostics);
  }, [diagnostics]);
  return <div ref={host} className="rounded-lg border [&_.cm-editor]:rounded-lg" />;
}

function extensions({
  label,
  describedBy,
  nonce,
  changed,
}: {
  readonly label: string;
  readonly describedBy: string;
  readonly nonce: string | undefined;
  readonly changed: { readonly current: (text: string) => void };
}) {
  return [
    sourceCompletion,
    basicSetup,
    yaml(),
    sourceProblems(),
    sourceTheme,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed.current(update.state.doc.toString());
    }),
    ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
  ];
}
