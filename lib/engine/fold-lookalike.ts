import { lowerAscii } from "./parse-host.ts";

/** The form in which a parameter's value may not equal a literal beside it: ASCII case and trailing dots ignored. */
export function foldLookalike(text: string): string {
  const lower = lowerAscii(text);
  return lower.endsWith(".") ? lower.replace(/\.+$/, "") : lower;
}
