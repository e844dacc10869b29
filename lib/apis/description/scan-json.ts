import { DescriptionError } from "./description-error.ts";
import { pointerOf } from "./json-object.ts";
import { nestingMax } from "./limits.ts";

type Frame = { readonly keys: Set<string> | null; key: string | number };

/** A key that stands twice in one object; `JSON.parse` would silently take the last. */
export type DuplicateKey = {
  readonly path: readonly (string | number)[];
  readonly pointer: string;
};

const duplicatesMax = 50;

/**
 * Walks JSON text once, without recursion, before it is parsed: refuses deep nesting and finds keys that
 * stand twice. On text that is no JSON it ends somewhere; the parser then says what is wrong.
 */
export function scanJson(text: string): readonly DuplicateKey[] {
  const stack: Frame[] = [];
  const duplicates: DuplicateKey[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      const end = endOfString(text, at);
      if (expectsKey) noteKey(text.slice(at, end + 1), stack, duplicates);
      expectsKey = false;
      at = end;
    } else if (code === 0x7b || code === 0x5b) {
      expectsKey = openFrame(stack, code === 0x7b);
    } else if (code === 0x7d || code === 0x5d) {
      stack.pop();
      expectsKey = false;
    } else if (code === 0x2c) expectsKey = nextMember(stack.at(-1));
  }
  return duplicates;
}

/** True when a key comes next. */
function openFrame(stack: Frame[], isObject: boolean): boolean {
  stack.push({ keys: isObject ? new Set() : null, key: 0 });
  if (stack.length > nestingMax)
    throw new DescriptionError(`The document is nested more than ${nestingMax} levels deep.`);
  return isObject;
}

/** After a comma: counts on in a list; in an object a key follows. */
function nextMember(frame: Frame | undefined): boolean {
  if (!frame) return false;
  if (frame.keys) return true;
  if (typeof frame.key === "number") frame.key += 1;
  return false;
}

function noteKey(raw: string, stack: readonly Frame[], duplicates: DuplicateKey[]): void {
  const frame = stack.at(-1);
  if (!frame?.keys) return;
  const key = raw.includes("\\") ? unescape(raw) : raw.slice(1, -1);
  frame.key = key;
  if (!frame.keys.has(key)) {
    frame.keys.add(key);
    return;
  }
  if (duplicates.length >= duplicatesMax) return;
  const path = stack.map((each) => each.key);
  duplicates.push({ path, pointer: pointerOf(...path) });
}

function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at === -1 ? text.length : at;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes += 1;
  return backslashes % 2 === 1;
}

function unescape(raw: string): string {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === "string" ? value : raw;
  } catch {
    return raw;
  }
}
