import type { z } from "zod";
import type { attributes } from "#lib/identities/users/contract.ts";

type Attributes = z.output<typeof attributes>;
type Value = Attributes[string];

/** Attributes as lines `name: value`; text that could be read as something else is quoted. */
export function attributesText(given: Attributes): string {
  return Object.entries(given)
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join("\n");
}

function valueText(value: Value): string {
  if (Array.isArray(value)) {
    const items = value.map(valueText);
    return items.some((item) => item.startsWith('"'))
      ? JSON.stringify(value)
      : `[${items.join(", ")}]`;
  }
  if (typeof value !== "string") return String(value);
  return /^[\p{L}][\p{L}\d ._@/-]*$/u.test(value) && !/^(?:true|false)$/.test(value)
    ? value
    : JSON.stringify(value);
}
