import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import { targets, type Target } from "#lib/engine/target-policy.ts";
import type { Sensitivity } from "#lib/apis/contract.ts";

/** An operation as far as policies look at it. */
export type CoveredOperation = {
  readonly key: string;
  readonly method: string;
  readonly operationIds: readonly string[];
  readonly tags: readonly string[];
  readonly sensitivity: Sensitivity | null;
};

/** What a policy's `resources` are compared with. */
export function targetOf(
  api: { readonly slug: string; readonly sensitivity: Sensitivity },
  operation: CoveredOperation,
): Target {
  return {
    api: api.slug,
    sensitivity: operation.sensitivity ?? api.sensitivity,
    operation: {
      names: new Set([operation.key, ...operation.operationIds]),
      method: operation.method,
      tags: operation.tags,
    },
  };
}

export function isEnforcedPermit({ effect, mode }: PolicyDocument): boolean {
  return effect === "permit" && (mode ?? "enforce") === "enforce";
}

/** Names of the enforced permits that target an operation: without one it is denied, whoever calls. */
export function permitsOf(target: Target, policies: readonly PolicyDocument[]): readonly string[] {
  return policies
    .filter((policy) => isEnforcedPermit(policy) && targets(policy, target))
    .map(({ name }) => name);
}

/** Whether a policy names the API, or every one. */
export function namesApi({ resources }: PolicyDocument, slug: string): boolean {
  const named = resources?.apis;
  return named === "all" || (named?.includes(slug) ?? false);
}

/** Policies that name the API by its slug: they would dangle without it. */
export function policiesNaming(
  policies: readonly PolicyDocument[],
  slug: string,
): readonly PolicyDocument[] {
  return policies.filter(
    ({ resources }) => resources?.apis !== "all" && resources?.apis?.includes(slug),
  );
}
