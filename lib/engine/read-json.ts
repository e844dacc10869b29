/**
 * A JSON object whose keys are unique at every depth (rule 6): parsers disagree about which of two wins. Null
 * for anything else. `JSON.parse` decides what is JSON; a scan of its text finds the keys.
 */
export function readJson(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && hasUniqueKeys(text) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Tokens of text that is known to be JSON: strings, and the brackets and colons between them. */
const pieces = /"(?:[^"\\]|\\.)*"|[{}[\]:]/gs;

function hasUniqueKeys(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  let last = "";
  for (const [piece] of text.matchAll(pieces)) {
    if (piece === "{") open.push(new Set());
    else if (piece === "[") open.push(null);
    else if (piece === "}" || piece === "]") open.pop();
    else if (piece === ":" && !addKey(open.at(-1), last)) return false;
    last = piece;
  }
  return true;
}

/** Keys are compared decoded: `"a"` and `"\u0061"` are the same key. */
function addKey(keys: Set<string> | null | undefined, text: string): boolean {
  const key: unknown = JSON.parse(text);
  if (!keys || typeof key !== "string" || keys.has(key)) return false;
  keys.add(key);
  return true;
}
