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
  const { subjects, resources } = policy;
  const severity = policy.effect === "forbid" && policy.mode !== "off" ? "error" : "warning";
  const check = (
    path: readonly string[],
    list: readonly string[] | undefined,
    existing: ReadonlySet<string>,
  ) =>
    (list ?? []).flatMap((name, index): Finding[] =>
      existing.has(name) || isForeign(path, name)
        ? []
        : [
            {
              severity,
              path: [...path, index],
              message: `There is no ${path.at(-1)?.replace(/s$/, "")} named ${name}.`,
            },
          ],
    );
  const apis = resources?.apis === "all" ? [] : resources?.apis;
  return [
    ...check(["subjects", "roles"], subjects?.roles, names.roles),
    ...check(["subjects", "groups"], subjects?.groups, names.groups),
    ...check(["subjects", "users"], subjects?.users, names.users),
    ...check(["subjects", "workloads"], subjects?.workloads, names.workloads),
    ...check(["resources", "apis"], apis, names.apis),
    ...check(["resources", "operations"], resources?.operations, names.operations),
    ...check(["resources", "tags"], resources?.tags, names.tags),
  ];
}

/** Groups that an issuer asserts are not in the directory. */
function isForeign(path: readonly string[], name: string): boolean {
  return path.at(-1) === "groups" && name.includes("/");
}

function checkOpenness({ effect, mode, subjects, when }: PolicyDocument): Finding[] {
  if (effect !== "permit" || mode === "off") return [];
  const kinds = subjects?.kinds ?? [];
  const anonymous = kinds.length === 0 || kinds.includes("anonymous");
  const open = (when ?? []).length === 0 ? "" : " whom its conditions let through";
  if (subjects?.everybody && anonymous)
    return [
      opened("everybody", `Opens this to everybody${open}, also to callers who are not known.`),
    ];
  return subjects?.authenticated || subjects?.everybody
    ? [opened("authenticated", `Opens this to every known caller${open}.`)]
    : [];
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
