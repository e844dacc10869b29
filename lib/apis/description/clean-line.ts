/**
 * Text of a document as one line that Postgres can keep and a page can show: NFC, no control characters, no
 * lone surrogates, cut at a whole character. Null when nothing is left or it was no text.
 */
export function cleanLine(value: unknown, charactersMax: number): string | null {
  if (typeof value !== "string") return null;
  const line = value
    .slice(0, charactersMax * 4)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .normalize("NFC")
    .trim();
  const cut = Array.from(line).slice(0, charactersMax).join("");
  return cut === "" ? null : cut;
}
