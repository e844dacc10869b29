import { reasonCodes, reasonText } from "#lib/engine/reasons.ts";
import { canonicalJson } from "./canonical-json.ts";

/** The engine's table of reasons as a Rego package, so that a status or a text is written down once. */
export function reasonsRego(): string {
  const texts = Object.fromEntries(
    reasonCodes.map((reason) => {
      const { status, caller } = reasonText(reason);
      return [reason, { status, message: caller }];
    }),
  );
  return `package sallyport.lib.reasons\n\ntexts := ${canonicalJson(texts)}\n`;
}
