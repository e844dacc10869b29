import { at } from "./find-caller.ts";
import type { Situation } from "./situation.ts";
import { isPlain, type Condition, type Truth } from "./world.ts";

type Attribute = NonNullable<Condition["attribute"]>;

/** There, but nothing to compare with: a parameter that came twice, an object, a number beyond rule 2. */
const unusable = Symbol("unusable");

/** Rules 1 to 4, 14, 37 and 38. */
export function evaluateAttribute(
  { left, operator, right }: Attribute,
  situation: Situation,
): Truth {
  const a = read(left, situation);
  if (operator === "exists") return a === undefined ? "false" : "true";
  const ref = refOf(right);
  const b = usable(ref === null ? literalOf(right) : read(ref, situation));
  if (a === undefined || a === unusable || b === undefined || b === unusable) return "unknown";
  const textual = [left, ref ?? ""].some((name) => /^(path|query)\./.test(name));
  const equal = (x: unknown, y: unknown) => equals(x, y, textual);
  switch (operator) {
    case "equals":
      return equal(a, b);
    case "not-equals":
      return not(equal(a, b));
    case "in":
      return isIn(a, b, equal);
    case "not-in":
      return not(isIn(a, b, equal));
    case "contains":
      if (typeof a === "string" && typeof b === "string") return truth(a.includes(b));
      return isIn(b, a, equal);
    case "starts-with":
      return typeof a === "string" && typeof b === "string" ? truth(a.startsWith(b)) : "unknown";
    case "less-than":
      return typeof a === "number" && typeof b === "number" ? truth(a < b) : "unknown";
    case "greater-than":
      return typeof a === "number" && typeof b === "number" ? truth(a > b) : "unknown";
    default:
      return "unknown";
  }
}

function isIn(item: unknown, list: unknown, equal: (x: unknown, y: unknown) => Truth): Truth {
  if (Array.isArray(item) || !Array.isArray(list)) return "unknown";
  const found = list.map((one) => equal(item, one));
  if (found.includes("true")) return "true";
  return found.includes("unknown") ? "unknown" : "false";
}

/** Lists equal nothing; an integer meets the text of a parameter as its canonical decimal text. */
function equals(x: unknown, y: unknown, textual: boolean): Truth {
  if (Array.isArray(x) || Array.isArray(y)) return "unknown";
  if (typeof x === typeof y) return truth(x === y);
  if (!textual) return "unknown";
  if (typeof x === "number" && typeof y === "string" && Number.isSafeInteger(x))
    return truth(String(x) === y);
  if (typeof y === "number" && typeof x === "string" && Number.isSafeInteger(y))
    return truth(x === String(y));
  return "unknown";
}

function truth(holds: boolean): Truth {
  return holds ? "true" : "false";
}

function not(value: Truth): Truth {
  if (value === "unknown") return value;
  return value === "true" ? "false" : "true";
}

/** Text that begins like a fact is one; `{ value }` says that it is meant as text. */
function refOf(right: Attribute["right"]): string | null {
  if (typeof right === "string")
    return /^(subject|device|api|operation|path|query|token)\../.test(right) ? right : null;
  return typeof right === "object" && "ref" in right ? right.ref : null;
}

function literalOf(right: Attribute["right"]): unknown {
  return typeof right === "object" && "value" in right ? right.value : right;
}

/** Null is missing as well. */
function read(ref: string, situation: Situation): unknown {
  const [source = "", ...rest] = ref.split(".");
  const value = readers[source]?.(rest.join("."), situation) ?? undefined;
  return value === undefined ? value : usable(value);
}

function usable(value: unknown): unknown {
  if (Array.isArray(value)) return value.every(isScalar) ? value : unusable;
  return value === undefined || isScalar(value) ? value : unusable;
}

/** Rule 2. */
function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || isPlain(value);
}

const readers: Readonly<Record<string, (name: string, situation: Situation) => unknown>> = {
  subject: (name, { caller: { id, record } }) => {
    if (name === "id") return id;
    if (name === "kind") return record?.kind;
    return record ? at(record.attributes, name) : null;
  },
  device: (name, { caller: { device } }) => {
    if (typeof device === "string" || device.record.state !== "trusted") return null;
    const { platform, trust, subject, attributes } = device.record;
    const own: Readonly<Record<string, unknown>> = {
      id: device.id,
      platform,
      trust,
      owner: subject,
    };
    return Object.hasOwn(own, name) ? own[name] : at(attributes, name);
  },
  api: (name, { api }) => {
    const { slug, sensitivity, criticality, exposure, audience, dataClasses } = api;
    return at<unknown>({ slug, sensitivity, criticality, exposure, audience, dataClasses }, name);
  },
  operation: (name, { operation }) => {
    if (!operation) return null;
    const { key, method, template, sensitivity, tags } = operation;
    return at<unknown>({ key, method, template, sensitivity, tags }, name);
  },
  path: (name, { path }) => path.get(name),
  query: (name, { query }) => {
    const values = query.get(name);
    return values && values.length > 1 ? unusable : values?.[0];
  },
  token: (name, { caller: { token } }) => (token ? at(token.claims, name) : null),
};
