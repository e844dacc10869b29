import { isMap, isNode, isPair, visit, type Document, type YAMLError } from "yaml";
import { keysAt } from "./schema-at.ts";
import type { Repair } from "./repair.ts";

type Finding = Pick<YAMLError, "code" | "message" | "pos">;

/** What would make YAML of a text that is none: the slips that people make. */
export function repairSyntax(source: string, yaml: Document, finding: Finding): Repair[] {
  const { code } = finding;
  const [at] = finding.pos;
  const line = lineAt(source, at);
  if (code === "DUPLICATE_KEY") return removePair(source, yaml, at);
  if (code === "BLOCK_AS_IMPLICIT_KEY") return quoteRest(line);
  if (code === "BAD_SCALAR_START") return quoteToken(source, at);
  if (code === "TAB_AS_INDENT") return untab(line);
  if (code === "MULTILINE_IMPLICIT_KEY") return separateKey(line);
  if (code === "MISSING_CHAR") return closeQuote(source);
  if (code === "BAD_INDENT") return closeFlow(source, finding);
  return [];
}

/** `*.example.com` would be an alias: quoted, it is text. */
export function quoteToken(source: string, from: number): Repair[] {
  const { start } = lineAt(source, from);
  const before = source.slice(start, from);
  const isInFlow = /[[{][^\]}]*$/.test(before);
  const [token = ""] =
    (isInFlow ? /^[^,\]}\n]*/ : /^(?:[^\n#]|\S#)*/).exec(source.slice(from)) ?? [];
  return quoted(from, token.trimEnd());
}

type Line = { readonly start: number; readonly text: string };

function lineAt(source: string, at: number): Line {
  const start = source.lastIndexOf("\n", Math.max(at - 1, 0)) + 1;
  const end = source.indexOf("\n", start);
  return { start: at === 0 ? 0 : start, text: source.slice(start, end < 0 ? undefined : end) };
}

function quoted(from: number, token: string): Repair[] {
  if (token === "") return [];
  const text = JSON.stringify(token);
  return [{ label: `Quote it: ${text}`, from, to: from + token.length, text }];
}

/** `reason: Finance: reads` */
function quoteRest({ start, text }: Line): Repair[] {
  const [, key = "", rest = ""] = /^(\s*(?:- +)*[\w-]+: +)(.*?)(?: +#.*)?$/.exec(text) ?? [];
  return quoted(start + key.length, rest.trimEnd());
}

function removePair(source: string, yaml: Document, at: number): Repair[] {
  let repairs: Repair[] = [];
  visit(yaml, {
    Pair(_index, { key, value }, ancestors) {
      if (!isNode(key) || key.range?.[0] !== at) return undefined;
      const end = (isNode(value) ? value.range?.[1] : undefined) ?? key.range[1];
      const map = ancestors.findLast((each) => !isPair(each));
      const isFlow = isMap(map) && map.flow === true;
      const label = `Remove this second “${source.slice(at, key.range[1])}”`;
      repairs = [
        { label, text: "", ...(isFlow ? entryIn(source, at, end) : linesOf(source, at, end)) },
      ];
      return visit.BREAK;
    },
  });
  return repairs;
}

function entryIn(source: string, at: number, end: number): { from: number; to: number } {
  const [separator = ""] = /,?\s*$/.exec(source.slice(0, at)) ?? [];
  return { from: at - separator.length, to: end };
}

/** Whole lines; of the first entry of a list's item only what stands behind the dash. */
function linesOf(source: string, at: number, end: number): { from: number; to: number } {
  const { start } = lineAt(source, at);
  const after = source.indexOf("\n", Math.max(end - 1, at));
  return { from: start, to: after < 0 ? source.length : after + 1 };
}

function untab({ start, text }: Line): Repair[] {
  const [indent = ""] = /^\s*/.exec(text) ?? [];
  const spaces = indent.replaceAll("\t", "  ");
  return [{ label: "Indent by spaces", from: start, to: start + indent.length, text: spaces }];
}

/** `effect:permit` and `effect` alone on its line. */
function separateKey({ start, text }: Line): Repair[] {
  const [, key = "", rest = ""] = /^(\s*(?:- +)*[A-Za-z]+)(:?\S.*)?$/.exec(text) ?? [];
  if (key === "") return [];
  const at = start + key.length;
  if (rest.startsWith(":"))
    return [{ label: "Add the space after the colon", from: at + 1, to: at + 1, text: " " }];
  const isKey = keysAt([]).includes(key.trim());
  return rest === "" && isKey
    ? [{ label: `Write “${key.trim()}:”`, from: at, to: at, text: ":" }]
    : [];
}

function closeQuote(source: string): Repair[] {
  let start = 0;
  for (const text of source.split("\n")) {
    const open = /(?:^|[\s[{,])(["'])(?:(?!\1).)*$/.exec(text)?.[1];
    const isOpen = open !== undefined && text.split(open).length % 2 === 0;
    const at = start + text.trimEnd().length;
    if (isOpen) return [{ label: "Close the quote", from: at, to: at, text: open }];
    start += text.length + 1;
  }
  return [];
}

function closeFlow(source: string, { message, pos }: Finding): Repair[] {
  const close = /end with a ([\]}])/.exec(message)?.[1];
  if (close === undefined) return [];
  const at = source.slice(0, pos[0]).trimEnd().length;
  return [{ label: `Close it with ${close}`, from: at, to: at, text: close }];
}
