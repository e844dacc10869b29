import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours from the tokens, so that both themes have contrast enough. */
const theme = EditorView.theme({
  "&": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    fontSize: "13px",
    maxHeight: "calc(100vh - 8rem)",
  },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-1px" },
  ".cm-content": { fontFamily: "var(--font-geist-mono), monospace", caretColor: "var(--ink)" },
  ".cm-scroller": { overflow: "auto" },
  // As high as what stands there while it loads (`lazy-source-editor.tsx`), so that nothing jumps.
  ".cm-content, .cm-gutter": { minHeight: "24rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--hover)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "var(--selected)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    boxShadow: "var(--shadow-popup)",
    maxWidth: "min(28rem, 90vw)",
  },
  ".cm-tooltip.cm-completionInfo, .cm-key-doc": { padding: "6px 10px", fontSize: "13px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--font-geist-mono), monospace",
    fontSize: "13px",
    maxHeight: "16rem",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--selected)",
    color: "var(--ink)",
  },
  ".cm-completionDetail": { color: "var(--muted)", fontStyle: "normal", marginLeft: "1em" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-diagnostic": { padding: "6px 10px", borderLeft: "none" },
  ".cm-diagnosticAction": {
    display: "block",
    margin: "6px 0 0",
    padding: "2px 8px",
    border: "1px solid var(--control)",
    borderRadius: "5px",
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
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

export const sourceTheme = [theme, colours];
