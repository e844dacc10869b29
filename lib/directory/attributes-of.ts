import type { Attributes, AttributeValue, Scalar } from "#lib/engine/deployment.ts";

/**
 * The attributes of a row that a bundle can carry: scalars and lists of scalars, numbers of at most 15 digits,
 * text in NFC. Writers check the same; here one odd row must not make a whole bundle unreadable, so it is left
 * out, and what is missing is unknown to every policy.
 */
export function attributesOf(json: unknown): Attributes {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return {};
  const kept: [string, AttributeValue][] = [];
  for (const [name, value] of Object.entries(json)) {
    if (!isCleanText(name)) continue;
    if (isScalar(value)) kept.push([name, value]);
    else if (Array.isArray(value) && value.every(isScalar)) kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

export function isScalar(value: unknown): value is Scalar {
  if (typeof value === "string") return isCleanText(value);
  if (typeof value === "number") return isPlainNumber(value);
  return typeof value === "boolean";
}

function isCleanText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0") && text.normalize("NFC") === text;
}

function isPlainNumber(value: number): boolean {
  if (Number.isInteger(value)) return Number.isSafeInteger(value);
  const text = String(value);
  return Number.isFinite(value) && !text.includes("e") && text.replaceAll(/\D/g, "").length <= 15;
}
