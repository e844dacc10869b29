import { asksOf } from "./asks-of.ts";
import { explainChallenge } from "#lib/engine/challenge.ts";
import type { CompiledDeployment } from "#lib/engine/compile-deployment.ts";
import { decide } from "#lib/engine/decide.ts";
import type { Credential } from "#lib/engine/decision.ts";
import type { DeviceRecord } from "#lib/engine/deployment.ts";
import type { Access } from "./contract.ts";
import { imaginedCredential, type ImaginedCaller } from "./imagined-request.ts";
import type { SimulatedOperation } from "./operation-groups.ts";

const nowhere: Access = { outcome: "deny", reason: "unknown-operation", with: null, asks: [] };

/** Null is nobody: no token; no device: an unbound token. */
export type Caller = { readonly subject: string | null; readonly device: string | null };

/**
 * Tells whether this caller can use an operation as they come: signed in without anything that counts as MFA. What
 * they would have to do besides is the challenge.
 */
export function accessOf(
  deployment: CompiledDeployment | null,
  caller: Caller,
  nowSeconds: number,
): (operation: SimulatedOperation | undefined) => Access {
  const client = { address: null, country: null };
  // One token per audience, as a caller would have: the engine remembers whose it is.
  const tokens = new Map<string, Credential>();
  const tokenFor = (audience: string): Credential => {
    const known = tokens.get(audience);
    if (known) return known;
    const made = imaginedCredential(asTheyCome(caller), audience, nowSeconds);
    tokens.set(audience, made);
    return made;
  };
  return (operation) => {
    if (!deployment || !operation) return nowhere;
    if (!operation.sample) return { ...nowhere, reason: "unknown-api" };
    const input = {
      request: operation.sample,
      client,
      credential: tokenFor(operation.audience),
    };
    const { outcome, reason, challenge } = decide(deployment, input, nowSeconds);
    return {
      outcome,
      reason,
      with: challenge && explainChallenge(challenge),
      asks: challenge ? asksOf(challenge) : [],
    };
  };
}

function asTheyCome(caller: Caller): ImaginedCaller {
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
