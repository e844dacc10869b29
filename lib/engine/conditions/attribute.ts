import { z } from "zod";
import type { AttributeOperator, AttributeValue } from "#lib/engine/deployment.ts";
import type { Facts } from "#lib/engine/facts.ts";
import { truth } from "#lib/engine/kleene.ts";
import {
  attributeRight,
  checkOperands,
  normaliseRight,
  type AuthorRight,
} from "./attribute-author.ts";
import { operators } from "./attribute-operator.ts";
import { parseAttributeRef, type AttributeRef } from "./attribute-ref.ts";
import { compileAttribute, missing, unusable, type Resolved } from "./attribute-value.ts";
import type { ConditionModule, WireCondition } from "./condition-module.ts";

type Attribute = WireCondition<"attribute">;
type Author = { left: string; operator: AttributeOperator; right?: AuthorRight | undefined };

const left = z
  .string()
  .refine(
    (text) => parseAttributeRef(text) !== null,
    "Name a fact: subject.*, device.*, api.*, operation.*, path.*, query.* or token.*, as in subject.department.",
  );

const schema = z
  .strictObject({
    left,
    operator: z.enum([
      "equals",
      "not-equals",
      "in",
      "not-in",
      "contains",
      "starts-with",
      "less-than",
      "greater-than",
      "exists",
    ]),
    right: attributeRight.optional(),
  })
  .superRefine((value, context) => {
    const message = checkOperands(value);
    if (message !== null) context.addIssue({ code: "custom", path: ["right"], message });
  });

const words: Readonly<Record<AttributeOperator, string>> = {
  equals: "equals",
  "not-equals": "does not equal",
  in: "is one of",
  "not-in": "is none of",
  contains: "contains",
  "starts-with": "starts with",
  "less-than": "is less than",
  "greater-than": "is greater than",
  exists: "is known",
};

/** Compares a fact with a literal or with another fact. A missing side is unknown, also for the negations. */
export const attribute: ConditionModule<Author, Attribute> = {
  kind: "attribute",
  schema,
  normalise: ({ left: name, operator, right }) => ({
    kind: "attribute",
    left: name,
    operator,
    right: right === undefined ? null : normaliseRight(right),
  }),
  compile: ({ left: name, operator, right }) => {
    const ref = knownRef(name);
    const readLeft = compileAttribute(ref);
    if (operator === "exists") return (facts) => truth(readLeft(facts) !== missing);
    const readRight = rightReader(right);
    const textual =
      isTextual(ref) || (right !== null && "ref" in right && isTextual(knownRef(right.ref)));
    const compare = operators[operator];
    return (facts) => {
      const a = readLeft(facts);
      const b = readRight(facts);
      return isValue(a) && isValue(b) ? compare({ left: a, right: b, textual }) : "unknown";
    };
  },
  explain: ({ left: name, operator, right }) =>
    right === null
      ? `${name} ${words[operator]}`
      : `${name} ${words[operator]} ${"ref" in right ? right.ref : literalText(right.value)}`,
  remedy: () => null,
  readsIdentity: ({ left: name, right }) =>
    isIdentity(name) || (right !== null && "ref" in right && isIdentity(right.ref)),
  readsRequest: ({ left: name, right }) =>
    isTextual(knownRef(name)) ||
    (right !== null && "ref" in right && isTextual(knownRef(right.ref))),
  read: ({ left: name, right }, facts) => {
    const names = right !== null && "ref" in right ? [name, right.ref] : [name];
    return names.map((one) => `${one} ${resolvedText(compileAttribute(knownRef(one))(facts))}`);
  },
  changesIn: () => null,
};

function rightReader(right: Attribute["right"]): (facts: Facts) => Resolved {
  if (right === null) return () => missing;
  if ("value" in right) return () => right.value;
  return compileAttribute(knownRef(right.ref));
}

function isValue(resolved: Resolved): resolved is AttributeValue {
  return resolved !== missing && resolved !== unusable;
}

function isTextual({ source }: AttributeRef): boolean {
  return source === "path" || source === "query";
}

function isIdentity(name: string): boolean {
  return /^(subject|device|token)\./.test(name);
}

/** Readers of documents refuse unknown references, so this never throws on an accepted one. */
function knownRef(name: string): AttributeRef {
  const ref = parseAttributeRef(name);
  if (!ref) throw new Error(`not a fact: ${name}`);
  return ref;
}

function literalText(value: AttributeValue): string {
  if (typeof value === "string") return `"${value}"`;
  if (typeof value !== "object") return String(value);
  return value.map(literalText).join(", ");
}

function resolvedText(value: Resolved): string {
  if (value === missing) return "missing";
  return value === unusable ? "of no comparable value" : literalText(value);
}
