import type { Decision } from "#lib/engine/decision.ts";
import type { Grant, SignalsData } from "#lib/engine/deployment.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";
import type { Case, Change } from "./change-cases.ts";

const prefix = "zz-";

/**
 * Every API, policy and role under another name. A prefix keeps the order of names, which decides between
 * equal demands (rule 25).
 */
export function prefixNames(cases: readonly Case[]): Change {
  const [first] = cases;
  if (!first) return {};
  const { content, deployment } = first;
  const { directory, signals } = deployment;
  return {
    content: {
      apis: content.apis.map((api) => ({ ...api, slug: prefix + api.slug })),
      policies: content.policies.map(prefixPolicy),
    },
    directory: {
      ...directory,
      subjects: prefixGrants(directory.subjects),
      groups: prefixGrants(directory.groups),
    },
    signals: {
      ...signals,
      subjects: prefixGrants(signals.subjects),
      groups: prefixGrants(signals.groups),
      observed: prefixKeys(signals.observed),
    } satisfies SignalsData,
  };
}

function prefixKeys<T>(records: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(records).map(([key, value]) => [prefix + key, value]));
}

type Policy = ReleaseContent["policies"][number];

function prefixPolicy(policy: Policy): Policy {
  const { subjects, resources } = policy;
  const apis = resources?.apis;
  return {
    ...policy,
    name: prefix + policy.name,
    ...(subjects?.roles && {
      subjects: { ...subjects, roles: subjects.roles.map((role) => prefix + role) },
    }),
    ...(Array.isArray(apis) && {
      resources: { ...resources, apis: apis.map((api) => prefix + api) },
    }),
  };
}

function prefixGrants<T extends object>(records: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(records).map(([id, record]) => {
      const grants = Reflect.get(record, "grants") as readonly Grant[] | undefined;
      return [
        id,
        grants
          ? { ...record, grants: grants.map((grant) => ({ ...grant, role: prefix + grant.role })) }
          : record,
      ];
    }),
  );
}

/** A decision as it must be under the other names. */
export function withPrefixes(decision: Decision): Decision {
  const { api, operation, policies, rate_limits: limits, shadow } = decision;
  const prefixed = (names: readonly string[]) => names.map((name) => prefix + name);
  return {
    ...decision,
    api: api && prefix + api,
    operation: operation && prefix + operation,
    policies: prefixed(policies),
    rate_limits: limits.map((limit) => ({
      ...limit,
      key: limit.key.replace(/^(\w+):/, `$1:${prefix}`),
    })),
    shadow: shadow && { ...shadow, policies: prefixed(shadow.policies) },
  };
}
