import { lintGutter, nextDiagnostic, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { StateEffect, StateField, type EditorState } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";

/** What is wrong stands at its line, with what would repair it; Ctrl-. (⌘.) does the first of these. */
export const sourceProblems = () => [
  marked,
  lintGutter(),
  keymap.of([{ key: "Mod-.", run: repairHere }]),
];

export function showProblems(view: EditorView, diagnostics: readonly PolicyDiagnostic[]): void {
  const marks = diagnostics.map((each) => markOf(view.state, each));
  view.dispatch(setDiagnostics(view.state, marks), { effects: setMarks.of(marks) });
}

const setMarks = StateEffect.define<readonly Diagnostic[]>();

/** The marks as they were set, moved along with the text: the linter keeps its own to itself. */
const marked = StateField.define<readonly Diagnostic[]>({
  create: () => [],
  update: (marks, transaction) => {
    const set = transaction.effects.find((effect) => effect.is(setMarks));
    if (set) return set.value;
    return marks.map((mark) => ({
      ...mark,
      from: transaction.changes.mapPos(mark.from),
      to: transaction.changes.mapPos(mark.to),
    }));
  },
});

/** Of the cursor's line, else the next problem is gone to, so that pressing it twice repairs that. */
function repairHere(view: EditorView): boolean {
  const { state } = view;
  const line = state.doc.lineAt(state.selection.main.head);
  const here = state
    .field(marked)
    .find(({ from, to, actions }) => from <= line.to && to >= line.from && actions?.length);
  const [action] = here?.actions ?? [];
  if (!here || !action) return nextDiagnostic(view);
  action.apply(view, here.from, here.to);
  return true;
}

function markOf(state: EditorState, diagnostic: PolicyDiagnostic): Diagnostic {
  const { severity, message, fix, line, column, endLine, endColumn, repairs } = diagnostic;
  const from = offset(state, line ?? 1, column ?? 1);
  const to = offset(state, endLine ?? line ?? 1, endColumn ?? (column ?? 1) + 1);
  return {
    severity,
    message: fix ? `${message} ${fix}` : message,
    from,
    to: Math.max(from, to),
    actions: repairs.map((repair) => ({
      name: repair.label,
      apply: (view, moved) => {
        // The text may have moved since, but what is replaced must still stand there.
        const shift = moved - from;
        const [start, end] = [repair.from + shift, repair.to + shift];
        if (view.state.sliceDoc(start, end) !== state.sliceDoc(repair.from, repair.to)) return;
        view.dispatch({
          changes: { from: start, to: end, insert: repair.text },
          userEvent: "input",
        });
      },
    })),
  };
}

function offset(state: EditorState, line: number, column: number): number {
  const found = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  return Math.min(found.from + column - 1, found.to);
}
