import type { DocumentPath } from "./locate.ts";

/** Where in a policy somebody is writing: in a text that need not be YAML yet. */
export type Place = {
  /** Of the map for a key, of the member for a value. */
  readonly path: DocumentPath;
  readonly writes: "key" | "value";
  /** What stands before the cursor of the word that is being written, and where it begins. */
  readonly typed: string;
  readonly from: number;
  /** Whether inside of `[…]` or `{…}`. */
  readonly flow: boolean;
  /** Keys that the map has already, above the cursor. */
  readonly taken: readonly string[];
};

type Frame = {
  readonly column: number;
  readonly step: string | number;
  /** Items of the list, keys of the map, that stand below this one. */
  items: number;
  readonly keys: string[];
};

/** Null in a comment, or in text over several lines. */
export function placeAt(text: string, at: number): Place | null {
  const root: Frame = { column: -1, step: "", items: 0, keys: [] };
  const frames: Frame[] = [root];
  let start = 0;
  let open = "";
  for (const line of text.split("\n")) {
    const end = start + line.length;
    const isLast = at <= end;
    const written = isLast ? line.slice(0, at - start) : line;
    if (/(^|\s)#/.test(withoutQuoted(written)) && isLast) return null;
    const flow = open === "" ? readBlock(frames, written, isLast) : written;
    open = flow === null ? "" : openPart(open, flow);
    if (isLast) return placeOf(frames, written, open, at);
    start = end + 1;
  }
  return null;
}

/** Puts the line's dashes and key on the stack; gives what stands behind them. */
function readBlock(frames: Frame[], line: string, isLast: boolean): string | null {
  if (/^\s*(#|$)/.test(line) && !isLast) return null;
  const column = readDashes(frames, line);
  const rest = line.slice(column);
  const [whole, key] = /^([\w-]+|"[^"]*"|'[^']*'):(?: +|$)/.exec(rest) ?? [];
  const parent = parentOf(frames, column, false);
  if (whole === undefined || key === undefined) return rest;
  const name = key.replaceAll(/^["']|["']$/g, "");
  parent.keys.push(name);
  frames.push({ column, step: name, items: 0, keys: [] });
  return rest.slice(whole.length);
}

/** Gives the column behind them. */
function readDashes(frames: Frame[], line: string): number {
  const [lead = ""] = /^ *(?:-(?: +|$))*/.exec(line) ?? [];
  for (const { index: column } of lead.matchAll(/-/g)) {
    const parent = parentOf(frames, column, true);
    frames.push({ column, step: parent.items, items: 0, keys: [] });
    parent.items += 1;
  }
  return lead.length;
}

/** A dash may stand as far left as the key that it belongs to. */
function parentOf(frames: Frame[], column: number, isDash: boolean): Frame {
  for (let top = frames.at(-1); top && frames.length > 1; top = frames.at(-1)) {
    const isOwner = isDash && typeof top.step === "string" && top.column === column;
    if (top.column < column || isOwner) return top;
    frames.pop();
  }
  return frames[0] ?? { column: -1, step: "", items: 0, keys: [] };
}

/** What is still open at the end of `[…]` and `{…}`; empty where all is closed. */
function openPart(before: string, more: string): string {
  const text = before === "" ? more.trimStart() : `${before}\n${more}`;
  if (!/^[[{]/.test(text)) return "";
  let depth = 0;
  for (const char of withoutQuoted(text)) depth += bracket(char);
  return depth > 0 ? text : "";
}

function bracket(char: string): number {
  if (char === "[" || char === "{") return 1;
  return char === "]" || char === "}" ? -1 : 0;
}

/** Of the same length. */
function withoutQuoted(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (quoted) => "_".repeat(quoted.length));
}

function placeOf(frames: Frame[], line: string, open: string, at: number): Place | null {
  const steps = frames.slice(1).map(({ step }) => step);
  if (open !== "") return placeInFlow(steps, open, at);
  const [typed = ""] = /[\w.:/>=+{}-]*$/.exec(line) ?? [];
  const top = frames.at(-1);
  const isValue = /^[ -]*([\w-]+|"[^"]*"|'[^']*'):\s+[^\s].*$|^[ -]*[\w-]+:\s+$/.test(line);
  const base = { typed, from: at - typed.length, flow: false };
  if (isValue) return { ...base, path: steps, writes: "value", taken: [] };
  // A dash alone may become a scalar of a list or the first key of a map.
  return { ...base, path: steps, writes: "key", taken: top?.keys ?? [] };
}

type Level = {
  readonly isMap: boolean;
  index: number;
  key: string | null;
  readonly keys: string[];
};

function placeInFlow(steps: readonly (string | number)[], open: string, at: number): Place {
  const { levels, rest } = readFlow(withoutQuoted(open));
  const top = levels.at(-1);
  const typed = rest.trimStart();
  const isKey = top?.isMap === true && top.key === null;
  const path = [...steps, ...levels.map((level) => (level.isMap ? level.key : level.index))].filter(
    (step) => step !== null,
  );
  return {
    path,
    writes: isKey ? "key" : "value",
    typed,
    from: at - typed.length,
    flow: true,
    taken: isKey ? top.keys : [],
  };
}

/** The maps and lists that are open at the end, and what stands behind the last mark. */
function readFlow(text: string): { readonly levels: readonly Level[]; readonly rest: string } {
  const levels: Level[] = [];
  let rest = "";
  // A colon is a mark only before a blank: `orders:read` is a word.
  for (const [, word = "", mark = ""] of text.matchAll(
    /([^[\]{},:]*(?::(?!\s|$)[^[\]{},:]*)*)([[\]{},:]|$)/g,
  )) {
    rest = mark === "" ? word : "";
    advance(levels, word.trim(), mark);
    if (mark === "") break;
  }
  return { levels, rest };
}

function advance(levels: Level[], word: string, mark: string): void {
  const level = levels.at(-1);
  if (bracket(mark) === 1) levels.push({ isMap: mark === "{", index: 0, key: null, keys: [] });
  else if (bracket(mark) === -1) levels.pop();
  else if (mark === "," && level) {
    level.index += 1;
    level.key = null;
  } else if (mark === ":" && level?.isMap) {
    level.key = word;
    level.keys.push(word);
  }
}
