/**
 * Rule 5: text that decisions compare is NFC, without lone surrogates and without NUL. Go and JavaScript
 * agree about such strings and disagree about the others, so the others never enter a document.
 */
export function isCleanText(text: string): boolean {
  if (isAscii(text)) return !text.includes("\u0000");
  return text.isWellFormed() && !text.includes("\u0000") && text.normalize("NFC") === text;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}
