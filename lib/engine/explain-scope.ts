import { namesSomebody, type PolicyDocument } from "./policy-document.ts";

/** Who a policy names: "role finance and user ann", "everybody", "any known user". */
export function explainSubjects({ effect, subjects }: PolicyDocument): string {
  const kinds = subjects?.kinds ?? [];
  if (!namesSomebody(subjects)) return effect === "forbid" ? everybodyOf(kinds) : "nobody";
  const parts = [
    ...(subjects?.everybody ? [everybodyOf(kinds)] : []),
    ...(subjects?.authenticated ? ["every known caller"] : []),
    ...named("role", subjects?.roles),
    ...named("group", subjects?.groups),
    ...named("user", subjects?.users),
    ...named("workload", subjects?.workloads),
  ];
  const narrowed =
    kinds.length > 0 && !subjects?.everybody ? ` (only ${kinds.map(plural).join(" and ")})` : "";
  return join(parts, "or") + narrowed;
}

/** What a policy targets: "read billing (getInvoice, listInvoices)". */
export function explainResources({ resources }: PolicyDocument): string {
  if (!resources) return "use nothing";
  const { apis, operations, methods, access, sensitivity, tags } = resources;
  const verb = access === "read" ? "read" : access === "write" ? "write to" : "use";
  const where = apis === "all" ? "every API" : join(apis ?? [], "and");
  const details = [
    operations?.length ? operations.join(", ") : null,
    methods?.length ? `by ${methods.join(" or ")}` : null,
    tags?.length ? `tagged ${tags.join(" or ")}` : null,
    sensitivity?.atLeast ? `${sensitivity.atLeast} or above` : null,
    sensitivity?.atMost ? `${sensitivity.atMost} or below` : null,
  ].filter((detail) => detail !== null);
  return `${verb} ${where}${details.length > 0 ? ` (${details.join("; ")})` : ""}`;
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
