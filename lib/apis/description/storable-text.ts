/** Text out of a document as Postgres can keep it: without NUL and lone surrogates, of a bounded length. */
export function storableText(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).toWellFormed().replaceAll("\u0000", "\uFFFD");
}
