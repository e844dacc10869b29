import type { Credential } from "./decision.ts";
import type { Caller } from "./identify-caller.ts";
import type { CallerAnswers } from "./remember-answer.ts";

type Verified = Extract<Credential, { state: "verified" }>;
export type KnownCaller = Pick<Verified, "issuer" | "header" | "scheme"> &
  Verified["proofs"] & {
    readonly caller: Caller;
    readonly answers: CallerAnswers;
    readonly from: number;
    readonly until: number;
  };

/**
 * What is known of the callers of one deployment, by the claims object, which an enforcer keeps with the
 * signature's verdict: forgotten together with it. And with the documents, which may be large: a token that is not
 * seen again must not keep a directory that was replaced.
 */
export type CallerMemory = {
  callers: WeakMap<Verified["claims"], KnownCaller>;
  /** Callers and their answers that were kept so far; at the limit all are forgotten. */
  kept: number;
};

/** About 15 MB, twice that if each has all the answers it may. Who works against it, with valid tokens by the thousand, makes others be looked up once more. */
const keptMax = 32_768;

export function createCallerMemory(): CallerMemory {
  return { callers: new WeakMap(), kept: 0 };
}

/** Whether there is room for one more; if not, there is now. */
export function makeRoom(memory: CallerMemory): void {
  if (memory.kept >= keptMax) {
    memory.callers = new WeakMap();
    memory.kept = 0;
  }
  memory.kept += 1;
}

/**
 * Who calls with a token, as it was found out before from the same documents and the same proofs. Everything in
 * it is a function of these and of the time; `changesAt` says until when, so nothing that ends is kept past its
 * end, and a new signal, being another document, is asked anew.
 */
export function recallCaller(
  { callers }: CallerMemory,
  credential: Credential,
  now: number,
): KnownCaller | null {
  if (credential.state !== "verified") return null;
  const remembered = callers.get(credential.claims);
  if (!remembered) return null;
  if (now < remembered.from || now >= remembered.until) return null;
  return sameCredential(remembered, credential) ? remembered : null;
}

export function rememberCaller(
  memory: CallerMemory,
  { issuer, header, scheme, claims, proofs: { jkt, x5t } }: Verified,
  caller: Caller,
  now: number,
): void {
  const { answers, changesAt: until } = caller;
  if (!answers) return;
  makeRoom(memory);
  memory.callers.set(claims, {
    issuer,
    header,
    scheme,
    jkt,
    x5t,
    caller,
    answers,
    from: now,
    until,
  });
}

function sameCredential(left: KnownCaller, right: Verified): boolean {
  return (
    left.issuer === right.issuer &&
    left.header === right.header &&
    left.scheme === right.scheme &&
    left.jkt === right.proofs.jkt &&
    left.x5t === right.proofs.x5t
  );
}
