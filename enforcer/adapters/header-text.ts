/** Any text as a header value: everything but printable ASCII, and the percent sign itself, is percent-encoded UTF-8. */
export function headerText(text: string): string {
  if (!/[^\x21-\x24\x26-\x7e]/.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[^\x21-\x24\x26-\x7e]+/gu, (part) => encodeURIComponent(part));
}
