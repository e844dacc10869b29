import type { Truth } from "#lib/engine/decision.ts";
import type { AttributeOperator, AttributeValue, Scalar } from "#lib/engine/deployment.ts";
import { anyOf, not, truth } from "#lib/engine/kleene.ts";

type Operands = {
  readonly left: AttributeValue;
  readonly right: AttributeValue;
  /** Whether a side is `path.*` or `query.*`, which are always text (rule 37). */
  readonly textual: boolean;
};

/** Rule 1: equal types compare, everything else is unknown; a scalar is never a list of one. */
export const operators: Readonly<
  Record<Exclude<AttributeOperator, "exists">, (operands: Operands) => Truth>
> = {
  equals,
  "not-equals": (operands) => not(equals(operands)),
  in: isIn,
  "not-in": (operands) => not(isIn(operands)),
  contains: ({ left, right, textual }) => {
    if (isList(right)) return "unknown";
    if (isList(left)) return anyOf(left, (item) => same(item, right, textual));
    return typeof left === "string" && typeof right === "string"
      ? truth(left.includes(right))
      : "unknown";
  },
  "starts-with": ({ left, right }) =>
    typeof left === "string" && typeof right === "string"
      ? truth(left.startsWith(right))
      : "unknown",
  "less-than": (operands) => order(operands, (left, right) => left < right),
  "greater-than": (operands) => order(operands, (left, right) => left > right),
};

function equals({ left, right, textual }: Operands): Truth {
  return isList(left) || isList(right) ? "unknown" : same(left, right, textual);
}

function isIn({ left, right, textual }: Operands): Truth {
  if (isList(left) || !isList(right)) return "unknown";
  return anyOf(right, (item) => same(left, item, textual));
}

function order({ left, right }: Operands, holds: (left: number, right: number) => boolean): Truth {
  return typeof left === "number" && typeof right === "number"
    ? truth(holds(left, right))
    : "unknown";
}

/** Rule 37: an integer meets the text of a path or query parameter as canonical decimal text. */
function same(left: Scalar, right: Scalar, textual: boolean): Truth {
  if (typeof left === typeof right) return truth(left === right);
  if (!textual) return "unknown";
  if (typeof left === "number" && typeof right === "string") return sameText(left, right);
  return typeof left === "string" && typeof right === "number" ? sameText(right, left) : "unknown";
}

function sameText(number: number, text: string): Truth {
  return Number.isSafeInteger(number) ? truth(String(number) === text) : "unknown";
}

function isList(value: AttributeValue): value is readonly Scalar[] {
  return Array.isArray(value);
}
