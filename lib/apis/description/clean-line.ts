/**
 * Text of a document as one line that Postgres can keep, a page can show and a release can hold: NFC, no control
 * characters, no lone surrogates, cut at a whole character; `lengthMax` counts as JavaScript and the release's
 * schema do. Null when nothing is left or it was no text.
 */
export function cleanLine(value: unknown, lengthMax: number): string | null {
  if (typeof value !== "string") return null;
  const line = value
    .slice(0, lengthMax * 4)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .normalize("NFC")
    .trim();
  const cut = line
    .slice(0, lengthMax)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd();
  return cut === "" ? null : cut;
}
