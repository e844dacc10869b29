import { compareUtf8 } from "./compare-utf8.ts";
import type { CandidateSet } from "./deployment.ts";
import { selectorsOf } from "./normalise-policy.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { targets, type Target } from "./target-policy.ts";

/**
 * Names candidate sets so that operations with the same policies share one. Policies are kept by the API they
 * name, so that ten thousand policies on as many APIs are not compared with each operation.
 */
export class CandidateTable {
  private readonly byApi = new Map<string, PolicyDocument[]>();
  private readonly everywhere: PolicyDocument[] = [];
  private readonly names = new Map<string, string>();
  private readonly made: Record<string, CandidateSet> = {};

  constructor(policies: readonly PolicyDocument[]) {
    for (const policy of policies.toSorted((left, right) => compareUtf8(left.name, right.name))) {
      const apis = policy.resources?.apis;
      if (apis === "all") this.everywhere.push(policy);
      else for (const api of apis ?? []) this.placed(api).push(policy);
    }
  }

  nameOf(target: Target): string {
    const found = [...this.everywhere, ...(this.byApi.get(target.api) ?? [])].filter((policy) =>
      targets(policy, target),
    );
    const signature = found.map(({ name }) => name).join(" ");
    const known = this.names.get(signature);
    if (known !== undefined) return known;
    const name = `c${this.names.size}`;
    this.names.set(signature, name);
    this.made[name] = candidateSet(found);
    return name;
  }

  private placed(api: string): PolicyDocument[] {
    const placed = this.byApi.get(api) ?? [];
    this.byApi.set(api, placed);
    return placed;
  }

  sets(): Readonly<Record<string, CandidateSet>> {
    return this.made;
  }
}

function candidateSet(policies: readonly PolicyDocument[]): CandidateSet {
  const set: Record<"permit" | "forbid", Record<string, string[]>> = { permit: {}, forbid: {} };
  for (const policy of policies) {
    for (const selector of selectorsOf(policy))
      (set[policy.effect][selector] ??= []).push(policy.name);
  }
  for (const names of [...Object.values(set.permit), ...Object.values(set.forbid)])
    names.sort(compareUtf8);
  return set;
}
