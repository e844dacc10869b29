import type { Diagnostic, KnownNames } from "./check-release.ts";
import type { PolicyDocument } from "./policy-document.ts";
import type { ReleaseContent } from "./release-content.ts";

type Finding = Pick<Diagnostic, "severity" | "path" | "message"> & { readonly fix?: string };

/** What exists for a policy to name in this release. */
type Names = KnownNames & {
  readonly apis: ReadonlySet<string>;
  readonly operations: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
};

/**
 * Rule 27: a name that nothing has makes a permit match less, which is a warning, and a forbid match less,
 * which is an error. Who opens something to everybody is told so.
 */
export function checkPolicies(
  { apis, policies }: ReleaseContent,
  known: KnownNames,
): readonly Diagnostic[] {
  const operations = apis.flatMap((api) => api.operations);
  const names: Names = {
    ...known,
    apis: new Set(apis.map(({ slug }) => slug)),
    operations: new Set(operations.flatMap(({ key, operationIds }) => [key, ...operationIds])),
    tags: new Set(operations.flatMap(({ tags }) => tags)),
  };
  const seen = new Set<string>();
  return policies.flatMap((policy) => {
    const findings = [
      ...checkName(policy, seen),
      ...checkNames(policy, names),
      ...checkOpenness(policy),
      ...checkEvasion(policy),
    ];
    return findings.map((finding) => ({ policy: policy.name, api: null, ...finding }));
  });
}

function checkName({ name }: PolicyDocument, seen: Set<string>): Finding[] {
  if (seen.has(name))
    return [
      { severity: "error", path: ["name"], message: `There are two policies named ${name}.` },
    ];
  seen.add(name);
  return [];
}

function checkNames(policy: PolicyDocument, names: Names): Finding[] {
  const severity = policy.effect === "forbid" && policy.mode !== "off" ? "error" : "warning";
  const subjects = policy.subjects ?? {};
  const { apis, ...resources } = policy.resources ?? {};
  const lists: readonly (readonly [
    group: string,
    key: keyof Names,
    list: readonly string[] | undefined,
  ])[] = [
    ["subjects", "roles", subjects.roles],
    ["subjects", "groups", subjects.groups],
    ["subjects", "users", subjects.users],
    ["subjects", "workloads", subjects.workloads],
    ["resources", "apis", apis === "all" ? [] : apis],
    ["resources", "operations", resources.operations],
    ["resources", "tags", resources.tags],
  ];
  return lists.flatMap(([group, key, list]) =>
    (list ?? []).flatMap((name, index): Finding[] => {
      if (names[key].has(name) || isForeign(key, name)) return [];
      const message = `There is no ${nouns[key]} named ${name}.`;
      return [{ severity, path: [group, key, index], message }];
    }),
  );
}

const nouns: Readonly<Record<keyof Names, string>> = {
  roles: "role",
  groups: "group",
  users: "user",
  workloads: "workload",
  apis: "API",
  operations: "operation",
  tags: "tag",
};

/** Groups that an issuer asserts are not in the directory. */
function isForeign(key: keyof Names, name: string): boolean {
  return key === "groups" && name.includes("/");
}

function checkOpenness({ effect, mode, subjects, when }: PolicyDocument): Finding[] {
  const active = effect === "permit" && mode !== "off";
  if (!active || !subjects) return [];
  const key = subjects.everybody ? "everybody" : "authenticated";
  if (!subjects[key]) return [];
  const open = when?.length ? " whom its conditions let through" : "";
  const anonymous = key === "everybody" && reachesAnonymous(subjects.kinds);
  return [
    opened(
      key,
      anonymous
        ? `Opens this to everybody${open}, also to callers who are not known.`
        : `Opens this to every known caller${open}.`,
    ),
  ];
}

function reachesAnonymous(kinds: readonly string[] | undefined): boolean {
  return !kinds?.length || kinds.includes("anonymous");
}

function opened(key: string, message: string): Finding {
  return { severity: "warning", path: ["subjects", key], message };
}

/** A forbid that compares a parameter for equality is evaded by another spelling of the same thing. */
function checkEvasion({ effect, when }: PolicyDocument): Finding[] {
  if (effect !== "forbid") return [];
  return (when ?? []).flatMap(({ attribute }, index): Finding[] => {
    const sides = [attribute?.left, attribute?.right].filter((side) => typeof side === "string");
    const equality = attribute?.operator === "equals" || attribute?.operator === "in";
    if (!equality || !sides.some((side) => /^(path|query)\./.test(side))) return [];
    return [
      {
        severity: "warning",
        path: ["when", index, "attribute"],
        message: "Another spelling of the same value (05 for 5) may evade this forbid.",
        fix: "Permit the values that are allowed instead.",
      },
    ];
  });
}
