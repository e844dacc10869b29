import { createHash } from "node:crypto";
import type { CompiledDeployment } from "#lib/engine/compile-deployment.ts";
import { compileDeployment } from "#lib/engine/compile-deployment.ts";
import type { Deployment, IssuerData } from "#lib/engine/deployment.ts";

/** Everything a decision needs, immutable; activating anything replaces the one reference to it. */
export type InForce = {
  readonly deployment: Deployment;
  readonly compiled: CompiledDeployment;
  /** By the `iss` claim. */
  readonly issuers: ReadonlyMap<string, { readonly id: string; readonly data: IssuerData }>;
  /** Changes exactly when an issuer or one of its keys does. */
  readonly keysRevision: string;
};

export function putTogether(deployment: Deployment, previous: InForce | null): InForce {
  const compiled = compileDeployment(deployment, previous?.compiled);
  if (previous?.deployment.signals === deployment.signals)
    return { ...previous, deployment, compiled };
  const { issuers } = deployment.signals;
  return {
    deployment,
    compiled,
    issuers: new Map(
      Object.entries(issuers).map(([id, data]) => [data.issuer, { id, data }] as const),
    ),
    keysRevision: createHash("sha256").update(JSON.stringify(issuers)).digest("base64url"),
  };
}
