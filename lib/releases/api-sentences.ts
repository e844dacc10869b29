import { canonicalJson } from "#lib/bundle/canonical-json.ts";
import type { ApiContent } from "#lib/engine/release-content.ts";

const namedAtMost = 12;

/** Words for the classification of an API; what has no words here is named as it is. */
const fields: readonly {
  readonly key: Exclude<keyof ApiContent, "slug" | "operations">;
  readonly word: string;
}[] = [
  { key: "name", word: "name" },
  { key: "owner", word: "owner" },
  { key: "sensitivity", word: "sensitivity" },
  { key: "criticality", word: "criticality" },
  { key: "dataClasses", word: "data classes" },
  { key: "exposure", word: "exposure" },
  { key: "hosts", word: "hosts" },
  { key: "audience", word: "token audience" },
  { key: "mode", word: "mode" },
  { key: "undocumented", word: "undocumented operations" },
  { key: "cors", word: "CORS" },
  { key: "trailingSlash", word: "trailing slash" },
  { key: "stale", word: "without a lease" },
  { key: "signalsAgeSecondsMax", word: "oldest signals in seconds" },
  { key: "rateLimit", word: "rate limit" },
];

/** One sentence per difference of an API; of operations their number and the first names. */
export function apiSentences(
  before: ApiContent | undefined,
  after: ApiContent | undefined,
): string[] {
  if (!after)
    return [
      `Removed, with ${before?.operations.length ?? 0} operations: every request to it is denied.`,
    ];
  if (!before)
    return [
      `Added with ${after.operations.length} operations, ${after.sensitivity}, at ${after.hosts.map(hostText).join(", ") || "no host"}.`,
    ];
  const changed = fields
    .filter(({ key }) => canonicalJson(before[key] ?? null) !== canonicalJson(after[key] ?? null))
    .map(({ key, word }) => `${word}: ${valueText(before[key])} → ${valueText(after[key])}.`);
  return [...changed, ...operationSentences(before, after)];
}

function operationSentences(before: ApiContent, after: ApiContent): string[] {
  const left = new Map(before.operations.map((operation) => [operation.key, operation]));
  const right = new Map(after.operations.map((operation) => [operation.key, operation]));
  const added = after.operations.filter(({ key }) => !left.has(key)).map(({ key }) => key);
  const removed = before.operations.filter(({ key }) => !right.has(key)).map(({ key }) => key);
  const sensitivities: string[] = [];
  const otherwise: string[] = [];
  for (const [key, now] of right) {
    const old = left.get(key);
    if (!old || canonicalJson(old) === canonicalJson(now)) continue;
    if (old.sensitivity === now.sensitivity) otherwise.push(key);
    else
      sensitivities.push(
        `${key} (${old.sensitivity ?? "inherited"} → ${now.sensitivity ?? "inherited"})`,
      );
  }
  return [
    listed("operations added", added),
    listed("operations removed", removed),
    listed("operations classified", sensitivities),
    listed("operations changed", otherwise),
  ].filter((sentence) => sentence !== null);
}

function listed(what: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const more = names.length > namedAtMost ? ` and ${names.length - namedAtMost} more` : "";
  return `${names.length} ${what}: ${names.slice(0, namedAtMost).join(", ")}${more}.`;
}

function hostText({
  host,
  basePath,
}: {
  readonly host: string;
  readonly basePath: string;
}): string {
  return `${host}${basePath === "/" ? "" : basePath}`;
}

function valueText(value: ApiContent[(typeof fields)[number]["key"]]): string {
  if (value === null || value === "") return "none";
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (Array.isArray(value))
    return (
      value.map((each) => (typeof each === "string" ? each : hostText(each))).join(", ") || "none"
    );
  if ("observeUntil" in value)
    return `observe until ${new Date(value.observeUntil * 1000).toISOString()}`;
  return canonicalJson(value);
}
