/** The right side of an attribute condition, as a form sees it: its kind and its text. */
export const operandKinds = [
  { value: "fact", label: "Another fact" },
  { value: "text", label: "Text" },
  { value: "number", label: "A number" },
  { value: "truth", label: "Yes or no" },
  { value: "texts", label: "A list of texts" },
  { value: "numbers", label: "A list of numbers" },
  { value: "nothing", label: "Nothing" },
] as const;
export type OperandKind = (typeof operandKinds)[number]["value"];

const factStart = /^(?:subject|device|api|operation|path|query|token)\./;

export function kindOfOperand(right: unknown): OperandKind {
  if (right === undefined || right === null) return "nothing";
  const wrapped = wrappedOf(right);
  if (wrapped) return wrapped.key === "ref" ? "fact" : kindOfLiteral(wrapped.value);
  return typeof right === "string" && factStart.test(right) ? "fact" : kindOfLiteral(right);
}

function kindOfLiteral(value: unknown): OperandKind {
  if (Array.isArray(value))
    return value.length > 0 && value.every((item) => typeof item === "number")
      ? "numbers"
      : "texts";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "truth" : "text";
}

export function operandText(right: unknown): readonly string[] {
  const value = wrappedOf(right)?.value ?? right;
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? (value as unknown[]) : [value]).map(scalarText);
}

/**
 * What to write for a kind and its text. Items of a list that were there before keep their type; text that would
 * be read as a fact is wrapped, so that it stays text.
 */
export function readOperand(kind: OperandKind, texts: readonly string[], before: unknown): unknown {
  const [first = ""] = texts;
  if (kind === "texts" || kind === "numbers")
    return (texts.length === 0 ? [""] : texts).map((text) => listItem(kind, text, before));
  return scalars[kind](first);
}

const scalars: Readonly<
  Record<Exclude<OperandKind, "texts" | "numbers">, (text: string) => unknown>
> = {
  nothing: () => undefined,
  fact: (text) => (factStart.test(text) ? text : "subject.id"),
  text: (text) => (factStart.test(text) ? { value: text } : text),
  number: asNumber,
  truth: (text) => text === "true",
};

function listItem(kind: "texts" | "numbers", text: string, before: unknown): unknown {
  const old: unknown = wrappedOf(before)?.value ?? before;
  const same =
    Array.isArray(old) && kindOfLiteral(old) === kind
      ? old.find((item) => String(item) === text)
      : undefined;
  return same ?? (kind === "numbers" ? asNumber(text) : text);
}

function scalarText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function asNumber(text: string): number {
  const number = Number(text);
  return Number.isFinite(number) ? number : 0;
}

function wrappedOf(
  right: unknown,
): { readonly key: "value" | "ref"; readonly value: unknown } | null {
  if (typeof right !== "object" || right === null || Array.isArray(right)) return null;
  if (Object.hasOwn(right, "ref")) return { key: "ref", value: Reflect.get(right, "ref") };
  return Object.hasOwn(right, "value")
    ? { key: "value", value: Reflect.get(right, "value") }
    : null;
}
