import { explainChallenge } from "#lib/engine/challenge.ts";
import type { CompiledDeployment } from "#lib/engine/compile-deployment.ts";
import { decide } from "#lib/engine/decide.ts";
import type { DeviceRecord } from "#lib/engine/deployment.ts";
import type { Access } from "./contract.ts";
import { imaginedCredential, imaginedInput, type ImaginedCaller } from "./imagined-request.ts";
import type { SimulatedOperation } from "./operation-groups.ts";

const nowhere: Access = { outcome: "deny", reason: "unknown-operation", with: null };

/**
 * Whether this caller can use the operation as they come: signed in without anything that counts as MFA. What
 * they would have to do besides is the challenge.
 */
export function accessOf(
  deployment: CompiledDeployment | null,
  operation: SimulatedOperation | undefined,
  caller: { readonly subject: string | null; readonly device: string | null },
  nowSeconds: number,
): Access {
  if (!deployment || !operation) return nowhere;
  if (!operation.sample) return { ...nowhere, reason: "unknown-api" };
  const credential = imaginedCredential(asTheyCome(caller), operation.audience, nowSeconds);
  const client = { address: null, country: null };
  const decision = decide(
    deployment,
    imaginedInput(operation.sample, client, credential),
    nowSeconds,
  );
  const { outcome, reason, challenge } = decision;
  return { outcome, reason, with: challenge && explainChallenge(challenge) };
}

function asTheyCome(caller: Pick<ImaginedCaller, "subject" | "device">): ImaginedCaller {
  return { ...caller, signIn: { strength: "none", ageSeconds: 60 }, scopes: [] };
}

const trustOrder = ["registered", "compliant", "managed"];

/** The device with which each subject gets furthest: their own, trusted, of the highest trust. */
export function bestDevices(
  devices: Readonly<Record<string, DeviceRecord>>,
): ReadonlyMap<string, string> {
  const best = new Map<string, string>();
  for (const [slug, { subject, state, trust }] of Object.entries(devices)) {
    if (subject === null || state !== "trusted") continue;
    const known = devices[best.get(subject) ?? ""];
    const order = trustOrder.indexOf(trust);
    if (!known || order > trustOrder.indexOf(known.trust)) best.set(subject, slug);
  }
  return best;
}
