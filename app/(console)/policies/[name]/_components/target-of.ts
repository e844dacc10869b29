import type { PolicyDocument } from "#lib/engine/policy-document.ts";

/** The first thing that a policy is about, to send a request to. */
export function targetOf({ resources }: PolicyDocument): { api?: string; operation?: string } {
  const api = resources?.apis === "all" ? undefined : resources?.apis?.[0];
  const operation = resources?.operations?.[0];
  return { ...(api && { api }), ...(api && operation && { operation }) };
}
