"use client";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "react";
import { useNonce } from "#components/ui/nonce-context.ts";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";

export type SourceEditorProps = {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly label: string;
};

/** Colours from the tokens, so that both themes have contrast enough. */
const theme = EditorView.theme({
  "&": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    fontSize: "13px",
    minHeight: "24rem",
    maxHeight: "calc(100vh - 8rem)",
  },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-1px" },
  ".cm-content": { fontFamily: "var(--font-geist-mono), monospace", caretColor: "var(--ink)" },
  ".cm-scroller": { overflow: "auto" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": {
    backgroundColor: "var(--sunken)",
    color: "var(--muted)",
    border: "none",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    {
      backgroundColor: "var(--selected)",
    },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
  },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--ink)" },
});

const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
    {
      tag: [tags.propertyName, tags.definition(tags.propertyName)],
      color: "var(--accent-ink)",
    },
    { tag: [tags.string, tags.content], color: "var(--ink)" },
    { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: "var(--allow-ink)" },
    {
      tag: [tags.punctuation, tags.separator, tags.brace, tags.squareBracket],
      color: "var(--muted)",
    },
  ]),
);

/** CodeMirror over the policy's text: edits go up, edits from the form come in, diagnostics stand at their lines. */
export function SourceEditor({ text, onChange, diagnostics, label }: SourceEditorProps) {
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
        extensions: extensions(label, nonce, changed),
      }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [label, nonce]);
  useEffect(() => {
    const current = view.current;
    if (!current || current.state.doc.toString() === text) return;
    current.dispatch({ changes: smallestChange(current.state.doc.toString(), text) });
  }, [text]);
  useEffect(() => {
    const current = view.current;
    if (!current) return;
    current.dispatch(setDiagnostics(current.state, marks(current.state, diagnostics)));
  }, [diagnostics]);
  return <div ref={host} className="overflow-hidden rounded-lg border" />;
}

function extensions(
  label: string,
  nonce: string | undefined,
  changed: { readonly current: (text: string) => void },
) {
  return [
    basicSetup,
    yaml(),
    lintGutter(),
    theme,
    colours,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed.current(update.state.doc.toString());
    }),
    ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
  ];
}

/** Only what differs is replaced, so that the cursor stays where it was. */
function smallestChange(before: string, after: string) {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < most - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

function marks(state: EditorState, diagnostics: readonly PolicyDiagnostic[]): Diagnostic[] {
  return diagnostics.map(({ severity, message, fix, line, column, endLine, endColumn }) => {
    const from = offset(state, line ?? 1, column ?? 1);
    const to = offset(state, endLine ?? line ?? 1, endColumn ?? (column ?? 1) + 1);
    return { severity, message: fix ? `${message} ${fix}` : message, from, to: Math.max(from, to) };
  });
}

function offset(state: EditorState, line: number, column: number): number {
  const found = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return Math.min(found.from + column - 1, found.to);
}
