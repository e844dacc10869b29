/** A policy's text by its keys: `when` with all its lines, and the comments above it. */
export type PolicyParts = Readonly<Record<string, string | undefined>>;

/** The one part of a text that can't be taken apart. */
export const wholeText = "text";

const keyLine = /^([A-Za-z][A-Za-z0-9]*)[ \t]*:(?:[ \t]|$)/;

/** Null where lines at the margin are neither keys nor comments: then no part would stand for itself. */
export function splitParts(text: string): PolicyParts | null {
  const parts: Record<string, string> = {};
  let key: string | null = null;
  let pending = "";
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const found = keyLine.exec(line)?.[1];
    if (found !== undefined) {
      if (found in parts) return null;
      key = found;
      parts[key] = `${pending}${line}\n`;
      pending = "";
    } else if (/^(?:#|\s*$)/.test(line)) pending += `${line}\n`;
    else {
      if (key === null || !/^[ \t]/.test(line)) return null;
      parts[key] += `${pending}${line}\n`;
      pending = "";
    }
  }
  if (key === null) return null;
  parts[key] += pending;
  return parts;
}

/** Parts one after another in the order of the first text; a key that only the second has follows what it followed there. */
export function joinParts(
  parts: PolicyParts,
  first: PolicyParts,
  second: PolicyParts = {},
): string {
  const keys = Object.keys(first);
  let at = -1;
  for (const key of Object.keys(second)) {
    if (!keys.includes(key)) keys.splice(at + 1, 0, key);
    at = keys.indexOf(key);
  }
  return keys.map((key) => parts[key] ?? "").join("");
}
