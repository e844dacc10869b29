import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import { namesApi, type CoveredOperation } from "./judge-cover.ts";

export type BrokenPolicy = {
  readonly policy: string;
  readonly effect: "permit" | "forbid";
  readonly names: string[];
  readonly blocksPublishing: boolean;
};

type Named = Pick<CoveredOperation, "key" | "operationIds">;

/**
 * Policies that name operations which go and of which nothing is left under that name. In a permit such a
 * name never matches again; in a forbid it blocks publishing (rule 27).
 */
export function judgeRemoval(
  slug: string,
  removed: readonly Named[],
  left: readonly Named[],
  policies: readonly PolicyDocument[],
): readonly BrokenPolicy[] {
  const staying = new Set(left.flatMap(({ key, operationIds }) => [key, ...operationIds]));
  const gone = new Set(
    removed
      .flatMap(({ key, operationIds }) => [key, ...operationIds])
      .filter((name) => !staying.has(name)),
  );
  return policies.flatMap((policy) => {
    if (!namesApi(policy, slug)) return [];
    const names = (policy.resources?.operations ?? []).filter((name) => gone.has(name));
    if (names.length === 0) return [];
    return [
      {
        policy: policy.name,
        effect: policy.effect,
        names,
        blocksPublishing: policy.effect === "forbid",
      },
    ];
  });
}
