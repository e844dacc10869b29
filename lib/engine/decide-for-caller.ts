import { collectRateLimits } from "./collect-rate-limits.ts";
import type { CompiledApi } from "./compile-apis.ts";
import type { CompiledPolicy } from "./compile-policies.ts";
import type { Decision, DecisionInput } from "./decision.ts";
import type { Facts } from "./facts.ts";
import { gatherFacts } from "./gather-facts.ts";
import type { Caller, Identified } from "./identify-caller.ts";
import { judgePolicies, type Candidates, type Verdict } from "./judge-policies.ts";
import { authenticateRemedy } from "./remedy.ts";
import { rememberAnswer } from "./remember-answer.ts";
import { selectForbids, selectPermits, selectReachablePermits } from "./select-policies.ts";
import type { Situation } from "./situation.ts";
import { traceDecision } from "./trace-decision.ts";
import { nextChange, validSeconds } from "./valid-seconds.ts";

/** Steps 2 (what is left of it) to 8. */
export function decideForCaller(situation: Situation, identified: Identified): Decision {
  const undescribed = situation.operation ? null : judgeUndescribed(situation);
  if (undescribed) return answer(situation, undescribed, nobody, nothingMore);
  if (!identified.ok)
    return answer(situation, plain("deny", identified.reason), identified, nothingMore);
  const { caller } = identified;
  const facts = gatherFacts(situation, caller);
  const decision = decideForKnown(situation, caller, facts);
  rememberAnswer(situation, caller, facts, decision);
  return decision;
}

/** What needs no look at the caller: a preflight, or an operation that is simply unknown. */
function judgeUndescribed(situation: Situation): Verdict | null {
  const { api, input } = situation;
  if (isPreflight(api, input)) return plain("allow", "preflight");
  const open = api.data.undocumented === "authenticated" || isObserved(situation);
  return open ? null : plain("deny", "unknown-operation");
}

function decideForKnown(situation: Situation, caller: Caller, facts: Facts): Decision {
  const { api, operation } = situation;
  const { enforced, shadow } = judge(situation, caller, facts);
  const trace = situation.trace ? traceDecision(situation, caller, facts) : null;
  const who = whoIs(caller);
  const observed = isObserved(situation);
  if (enforced.outcome === "allow")
    return answer(situation, enforced, who, {
      shadow: difference(shadow, enforced),
      rateLimits: observed ? noLimits : collectRateLimits(api, operation, enforced.permits),
      validSeconds: validSeconds(situation.expiresIn, changesIn(situation, caller, facts)),
      trace,
    });
  const verdict = observed ? plain("allow", "observed") : enforced;
  const differs = observed ? summary(enforced) : difference(shadow, enforced);
  return answer(situation, verdict, who, {
    shadow: differs,
    rateLimits: noLimits,
    validSeconds: 0,
    trace,
  });
}

/** Seconds until time alone may change the answer. */
function changesIn(
  { api, operation, now, observedUntil }: Situation,
  caller: Caller,
  facts: Facts,
): number {
  const change = nextChange(operation?.candidates ?? api.candidates, caller, facts) - now;
  return observedUntil > now ? Math.min(change, observedUntil - now) : change;
}

/** Rule 41: until its end, never for what is restricted. */
function isObserved({ api, operation, now, observedUntil }: Situation): boolean {
  if (now >= observedUntil) return false;
  return api.data.sensitivity !== "restricted" && operation?.data.sensitivity !== "restricted";
}

/** Rule 33: a CORS preflight carries no credentials, so there is nobody to decide about. */
function isPreflight({ data }: CompiledApi, { request, credential }: DecisionInput): boolean {
  const once = (name: string) =>
    Object.hasOwn(request.headers, name) && request.headers[name]?.length === 1;
  return (
    data.cors === "preflight" &&
    request.method === "OPTIONS" &&
    credential.state === "none" &&
    !Object.hasOwn(request.headers, "authorization") &&
    once("origin") &&
    once("access-control-request-method")
  );
}

const noPolicies: readonly CompiledPolicy[] = [];

type Verdicts = { readonly enforced: Verdict; readonly shadow: Verdict | null };

/** Rule 40: the shadow is one decision with every shadow policy as if enforced. */
function judge({ api, operation }: Situation, caller: Caller, facts: Facts): Verdicts {
  const { forbid, permit } = operation?.candidates ?? api.candidates;
  const all: Candidates = {
    forbids: selectForbids(forbid, caller),
    permits: selectPermits(permit, caller),
    reachable: caller.subject.state === "anonymous" ? selectReachablePermits(permit) : noPolicies,
  };
  if (operation && !forbid.shadowed && !permit.shadowed)
    return { enforced: judgePolicies(all, facts), shadow: null };
  const decided = (candidates: Candidates) =>
    operation
      ? judgePolicies(candidates, facts)
      : judgeUndocumented(api, caller, candidates, facts);
  const shadowed = [all.forbids, all.permits, all.reachable].some((list) => list.some(isShadow));
  return shadowed
    ? { enforced: decided(withoutShadows(all)), shadow: decided(all) }
    : { enforced: decided(all), shadow: null };
}

/**
 * Step 2: undocumented operations are open to authenticated callers only, and decided by the API's own
 * policies. Where they are not open at all (observed APIs come here), the operation is unknown.
 */
function judgeUndocumented(
  { data }: CompiledApi,
  caller: Caller,
  candidates: Candidates,
  facts: Facts,
): Verdict {
  if (data.undocumented === "deny") return plain("deny", "unknown-operation");
  if (caller.subject.state !== "anonymous") return judgePolicies(candidates, facts);
  return { ...plain("challenge", "authentication-required"), challenge: authenticateRemedy };
}

function withoutShadows({ forbids, permits, reachable }: Candidates): Candidates {
  return {
    forbids: forbids.filter(isEnforced),
    permits: permits.filter(isEnforced),
    reachable: reachable.filter(isEnforced),
  };
}

function isEnforced({ shadow }: CompiledPolicy): boolean {
  return !shadow;
}

function isShadow({ shadow }: CompiledPolicy): boolean {
  return shadow;
}

function plain(outcome: Verdict["outcome"], reason: Verdict["reason"]): Verdict {
  return { outcome, reason, policies: [], challenge: null, permits: [] };
}

function summary({ outcome, reason, policies }: Verdict): Decision["shadow"] {
  return { outcome, reason, policies };
}

/** The shadow outcome, where it differs. */
function difference(shadow: Verdict | null, enforced: Verdict): Decision["shadow"] {
  if (!shadow) return null;
  const same = shadow.outcome === enforced.outcome && shadow.reason === enforced.reason;
  return same ? null : summary(shadow);
}

/** Who a decision says it is about. */
type Who = Pick<Decision, "subject" | "device" | "session"> & { readonly detail: string | null };

const nobody: Who = { subject: null, device: null, session: null, detail: null };

function whoIs({ subject, device, session }: Caller): Who {
  return {
    subject: subject.state === "known" ? subject.id : null,
    device: device.state === "known" ? device.id : null,
    session,
    detail: null,
  };
}

type More = {
  readonly shadow: Decision["shadow"];
  readonly rateLimits: Decision["rate_limits"];
  readonly validSeconds: number;
  readonly trace: Decision["trace"];
};

const noLimits: Decision["rate_limits"] = [];
const nothingMore: More = { shadow: null, rateLimits: noLimits, validSeconds: 0, trace: null };

function answer(
  { api, operation, degraded, compiled }: Situation,
  { outcome, reason, policies, challenge }: Verdict,
  { subject, device, session, detail }: Who,
  more: More,
): Decision {
  return {
    outcome,
    reason,
    detail,
    api: api.slug,
    operation: operation?.id ?? null,
    subject,
    device,
    session,
    policies,
    challenge,
    rate_limits: more.rateLimits,
    shadow: more.shadow,
    degraded,
    valid_seconds: more.validSeconds,
    revisions: compiled.revisions,
    trace: more.trace,
  };
}
