import { smallSize, type Random } from "./random.ts";

/** What parsers stumble over, whatever the language. */
const oddTexts: readonly string[] = [
  "",
  " ",
  "\0",
  "\n",
  "\r\n",
  "\t",
  "\u{FEFF}",
  "\u202E",
  "\uD800",
  "\uDFFF",
  "\u{1F600}",
  "e\u0301",
  "\u212A",
  "\u0130",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "then",
  "null",
  "true",
  "NaN",
  "-0",
  "1e400",
  "9007199254740993",
  "0x10",
  "'",
  '"',
  "`",
  "\\",
  "/",
  "//",
  "..",
  "%00",
  "%2f",
  "%25",
  "{",
  "}",
  "[",
  "]",
  "${x}",
  "<script>",
  "=cmd()",
];

export function oddText(random: Random): string {
  const text = random.pick(oddTexts);
  return random.chance(0.05) ? text.repeat(random.below(3000)) : text;
}

/** A few edits: pieces left out, doubled, moved, or replaced by a word of the language or by something odd. */
export function mutateText(random: Random, text: string, words: readonly string[]): string {
  let result = text;
  for (let edits = 1 + smallSize(random, 10); edits > 0; edits -= 1)
    result = edit(random, result, words);
  return result;
}

function edit(random: Random, text: string, words: readonly string[]): string {
  const at = random.below(text.length + 1);
  const length = smallSize(random, 80);
  const before = text.slice(0, at);
  switch (random.below(6)) {
    case 0:
      return before + text.slice(at + length);
    case 1:
      return before + oddText(random) + text.slice(at);
    case 2:
      return before + random.pick(words) + text.slice(at + length);
    case 3:
      return before + text.slice(at, at + length) + text.slice(at);
    case 4: {
      const from = random.below(text.length + 1);
      return before + text.slice(from, from + smallSize(random, 200)) + text.slice(at + length);
    }
    default:
      return before + String.fromCharCode(random.below(0x10000)) + text.slice(at + 1);
  }
}
