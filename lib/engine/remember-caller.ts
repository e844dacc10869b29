import type { Credential } from "./decision.ts";
import type { Deployment } from "./deployment.ts";
import type { Caller } from "./identify-caller.ts";

type Verified = Extract<Credential, { state: "verified" }>;

type Remembered = {
  readonly credential: Verified;
  readonly caller: Caller;
  readonly from: number;
  readonly until: number;
};

/**
 * By the claims object, which an enforcer keeps with the signature's verdict: forgotten together with it. And with
 * the documents, which may be large: a token that is not seen again must not keep a directory that was replaced.
 */
const callers = new WeakMap<Deployment, WeakMap<Verified["claims"], Remembered>>();

/**
 * Who calls with a token, as it was found out before from the same documents and the same proofs. Everything in
 * it is a function of these and of the time; `changesAt` says until when, so nothing that ends is kept past its
 * end, and a new signal, being another document, is asked anew.
 */
export function recallCaller(
  deployment: Deployment,
  credential: Verified,
  now: number,
): Caller | null {
  const known = callers.get(deployment)?.get(credential.claims);
  if (!known) return null;
  if (now < known.from || now >= known.until) return null;
  return sameCredential(known.credential, credential) ? known.caller : null;
}

export function rememberCaller(
  deployment: Deployment,
  credential: Verified,
  caller: Caller,
  now: number,
): void {
  const remembered = { credential, caller, from: now, until: caller.changesAt };
  const known = callers.get(deployment);
  if (known) known.set(credential.claims, remembered);
  else callers.set(deployment, new WeakMap([[credential.claims, remembered]]));
}

function sameCredential(left: Verified, right: Verified): boolean {
  return (
    left.issuer === right.issuer &&
    left.header === right.header &&
    left.scheme === right.scheme &&
    left.proofs.jkt === right.proofs.jkt &&
    left.proofs.x5t === right.proofs.x5t
  );
}
