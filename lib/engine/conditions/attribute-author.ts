import { z } from "zod";
import type { AttributeOperator, AttributeValue, Scalar } from "#lib/engine/deployment.ts";
import { scalar } from "#lib/engine/text-schemas.ts";
import { looksLikeRef, parseAttributeRef } from "./attribute-ref.ts";

const value = z.union(
  [scalar, z.array(scalar).max(1000, "At most 1000 values.")],
  "Use text, a number, true, false or a list of them.",
);

/** Text that names a fact is a reference; `{ value: … }` says that it is meant as text. */
export const attributeRight = z.union(
  [value, z.strictObject({ value }), z.strictObject({ ref: z.string() })],
  "Use a literal, a list, a fact such as path.tenantId, or { value: … } for text that looks like a fact.",
);

export type AuthorRight = z.infer<typeof attributeRight>;
type Right = { readonly value: AttributeValue } | { readonly ref: string };

export function normaliseRight(right: AuthorRight): Right {
  if (typeof right === "string") return looksLikeRef(right) ? { ref: right } : { value: right };
  return typeof right === "object" && !Array.isArray(right) ? right : { value: right };
}

type Author = {
  readonly left: string;
  readonly operator: AttributeOperator;
  readonly right?: AuthorRight | undefined;
};

/** What can't work for any request is refused here (rules 1, 3, 37); null if all is well. */
export function checkOperands({ left, operator, right: written }: Author): string | null {
  if (operator === "exists") return written === undefined ? null : "`exists` takes no right side.";
  if (written === undefined) return `\`${operator}\` needs a right side.`;
  const right = normaliseRight(written);
  if ("ref" in right) return checkRef(left, operator, right.ref);
  return checkShape(operator, right.value) ?? checkTextual(left, operator, right.value);
}

function checkRef(left: string, operator: AttributeOperator, ref: string): string | null {
  if (parseAttributeRef(ref) === null)
    return `There is no fact ${ref}. For this text itself write { value: "${ref}" }.`;
  if (isOrder(operator) && (isText(left) || isText(ref)))
    return "Path and query parameters are text, and text has no order; compare numbers.";
  return (operator === "in" || operator === "not-in") && isText(ref)
    ? `\`${operator}\` needs a list on the right; path and query parameters are text.`
    : null;
}

function checkShape(operator: AttributeOperator, literal: AttributeValue): string | null {
  const wantsList = operator === "in" || operator === "not-in";
  if (typeof literal === "object")
    return wantsList
      ? checkList(literal)
      : `\`${operator}\` takes a single value; use \`in\` for a list.`;
  if (wantsList) return `\`${operator}\` needs a list.`;
  if (isOrder(operator) && typeof literal !== "number")
    return "Only numbers have an order; text is compared for equality.";
  return operator === "starts-with" && typeof literal !== "string"
    ? "`starts-with` needs text."
    : null;
}

function checkList(items: readonly Scalar[]): string | null {
  if (new Set(items.map((item) => typeof item)).size > 1)
    return "Use values of one type in a list.";
  return new Set(items).size < items.length ? "The same value is listed twice." : null;
}

/** Rule 37: only text and integers can equal a path or query parameter. */
function checkTextual(
  left: string,
  operator: AttributeOperator,
  literal: AttributeValue,
): string | null {
  if (!isText(left)) return null;
  if (isOrder(operator)) return "Path and query parameters are text, and text has no order.";
  if (operator === "contains" && typeof literal !== "string")
    return "`contains` on a parameter needs text.";
  const items = Array.isArray(literal) ? literal : [literal];
  return items.every((item) => typeof item === "string" || Number.isInteger(item))
    ? null
    : "A path or query parameter can equal text or an integer only.";
}

function isOrder(operator: AttributeOperator): boolean {
  return operator === "less-than" || operator === "greater-than";
}

function isText(name: string): boolean {
  return name.startsWith("path.") || name.startsWith("query.");
}
