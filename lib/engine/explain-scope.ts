import { namesSomebody, type PolicyDocument } from "./policy-document.ts";

/** Who a policy names: "role finance or user ann", "everybody", "every known caller". */
export function explainSubjects({ effect, subjects }: PolicyDocument): string {
  const kinds = subjects?.kinds ?? [];
  if (!subjects || !namesSomebody(subjects))
    return effect === "forbid" ? everybodyOf(kinds) : "nobody";
  const parts = [
    ...(subjects.everybody ? [everybodyOf(kinds)] : []),
    ...(subjects.authenticated ? ["every known caller"] : []),
    ...named("role", subjects.roles),
    ...named("group", subjects.groups),
    ...named("user", subjects.users),
    ...named("workload", subjects.workloads),
  ];
  const narrowed = kinds.length > 0 && !subjects.everybody;
  return join(parts, "or") + (narrowed ? ` (only ${kinds.map(plural).join(" and ")})` : "");
}

const verbs = { read: "read", write: "write to" } as const;

/** What a policy targets: "read billing (getInvoice, listInvoices)". */
export function explainResources({ resources }: PolicyDocument): string {
  if (!resources) return "use nothing";
  const { apis, access } = resources;
  const verb = access === undefined ? "use" : verbs[access];
  const where = apis === "all" ? "every API" : join(apis ?? [], "and");
  const details = explainDetails(resources);
  return `${verb} ${where}${details.length > 0 ? ` (${details.join("; ")})` : ""}`;
}

function explainDetails(resources: NonNullable<PolicyDocument["resources"]>): readonly string[] {
  const { operations = [], methods = [], tags = [], sensitivity } = resources;
  const details: readonly (readonly [boolean, string])[] = [
    [operations.length > 0, operations.join(", ")],
    [methods.length > 0, `by ${methods.join(" or ")}`],
    [tags.length > 0, `tagged ${tags.join(" or ")}`],
    [sensitivity?.atLeast !== undefined, `${sensitivity?.atLeast} or above`],
    [sensitivity?.atMost !== undefined, `${sensitivity?.atMost} or below`],
  ];
  return details.filter(([given]) => given).map(([, text]) => text);
}

function everybodyOf(kinds: readonly string[]): string {
  if (kinds.length === 0) return "everybody";
  return kinds.length === 1 && kinds[0] === "anonymous"
    ? "callers who are not known"
    : `every ${join(
        kinds.map((kind) => (kind === "anonymous" ? "unknown caller" : kind)),
        "or",
      )}`;
}

function named(word: string, names: readonly string[] | undefined): readonly string[] {
  if (!names?.length) return [];
  return [`${names.length > 1 ? plural(word) : word} ${join(names, "or")}`];
}

function plural(word: string): string {
  return word === "anonymous" ? "unknown callers" : `${word}s`;
}

function join(parts: readonly string[], word: "and" | "or"): string {
  if (parts.length < 2) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;
}
