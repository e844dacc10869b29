import {
  autocompletion,
  startCompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { hoverTooltip, type EditorView } from "@codemirror/view";
import { conditionKinds } from "./condition-kinds.ts";
import { call } from "#lib/client/call.ts";
import { policies } from "#calls/policies";
import {
  completeSource,
  nameProposal,
  type Proposal,
  type Wanted,
} from "#lib/policies/source/complete-source.ts";
import { keyDoc } from "#lib/policies/source/key-docs.ts";
import { placeAt } from "#lib/policies/source/place-at.ts";

const begins = Object.fromEntries(
  Object.entries(conditionKinds).map(([kind, { begins: begin }]) => [kind, begin]),
);

/** Keys, words and real names while somebody writes (Ctrl-Space asks for them), and what a key is for. */
export const sourceCompletion = [
  autocompletion({ override: [complete], icons: false, closeOnBlur: true }),
  hoverTooltip(explainKey),
];

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const source = context.state.doc.toString();
  const place = placeAt(source, context.pos);
  if (!place || (place.typed === "" && !context.explicit && !context.matchBefore(/[:,[{] ?$/)))
    return null;
  const { proposals, wanted, opensList } = completeSource(source, place, begins);
  const names = wanted ? await askFor(wanted, place.typed, context) : [];
  const typed = place.typed.toLowerCase();
  const options = [
    ...names.map(({ value, detail }) => nameProposal(value, opensList, detail)),
    ...proposals.filter(({ label }) => label.toLowerCase().includes(typed)),
  ];
  const column = place.from - context.state.doc.lineAt(place.from).from;
  return {
    from: place.from,
    options: options.map((option) => completionOf(option, column)),
    // The server has searched already, also in what is not shown.
    filter: false,
  };
}

async function askFor({ kind, api }: Wanted, q: string, context: CompletionContext) {
  const gone = new AbortController();
  context.addEventListener("abort", () => gone.abort());
  try {
    const input = { kind, q, ...(api !== null && /^[a-z0-9-]+$/.test(api) ? { api } : {}) };
    return (await call(policies.names, input, { signal: gone.signal })).items;
  } catch {
    // Without the server's names one may go on writing all the same.
    return [];
  }
}

function completionOf({ label, kind, detail, text }: Proposal, column: number): Completion {
  return {
    label,
    type: kind === "key" ? "property" : "constant",
    ...(kind === "key" && detail !== null ? { info: detail } : {}),
    ...(kind === "value" && detail !== null ? { detail } : {}),
    apply: (view, _completion, from, to) => {
      const insert = text.replaceAll("\n", `\n${" ".repeat(column)}`);
      view.dispatch({
        changes: { from, to, insert },
        selection: { anchor: from + insert.length },
        userEvent: "input.complete",
      });
      // Behind a key its values are what comes next.
      if (/(: |- |\n +)$/.test(insert)) startCompletion(view);
    },
  };
}

function explainKey(view: EditorView, at: number) {
  const line = view.state.doc.lineAt(at);
  const word = view.state.wordAt(at);
  if (!word || !/^:(\s|$)/.test(line.text.slice(word.to - line.from))) return null;
  const place = placeAt(view.state.doc.toString(), word.from);
  const says = place && keyDoc([...place.path, view.state.sliceDoc(word.from, word.to)]);
  if (!says) return null;
  return {
    pos: word.from,
    end: word.to,
    above: true,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "cm-key-doc";
      dom.textContent = says;
      return { dom };
    },
  };
}
