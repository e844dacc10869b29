import { canonicalise, type Canonical, type CanonicalRequest } from "./canonicalise.ts";
import type { CompiledOperation } from "./compile-apis.ts";
import type { CompiledDeployment } from "./compile-deployment.ts";
import { checkFreshness } from "./check-freshness.ts";
import { decideForCaller } from "./decide-for-caller.ts";
import type { Decision, DecisionInput, Reason } from "./decision.ts";
import { identifyCaller } from "./identify-caller.ts";
import {
  matchApi,
  matchOperation,
  noPathValues,
  type ApiMatch,
  type OperationMatch,
  type PathValues,
} from "./match-operation.ts";
import { observedUntil } from "./observed-until.ts";
import { recallAnswer } from "./remember-answer.ts";
import { recallCaller } from "./remember-caller.ts";
import type { Situation } from "./situation.ts";

/**
 * One decision, from the compiled documents alone. Rule 43: the reason is the first hit, in the order of
 * these functions. Null is an enforcer that has no documents yet. `nowSeconds` is the enforcer's clock; it is
 * never taken to be earlier than what the authority already wrote. Never throws: what goes wrong here is
 * a denial.
 */
export function decide(
  compiled: CompiledDeployment | null,
  input: DecisionInput,
  nowSeconds: number,
  options: { readonly trace?: boolean } = {},
): Decision {
  if (!compiled) return deny(noRevisions, "not-ready", null);
  try {
    const now = Math.floor(Math.max(nowSeconds, compiled.deployment.signals.issued_at));
    if (!Number.isSafeInteger(now)) return deny(compiled.revisions, "internal-error", "clock");
    return decideRequest(compiled, input, now, options.trace ?? false);
  } catch (cause) {
    return deny(
      compiled.revisions,
      "internal-error",
      cause instanceof Error ? cause.message : null,
    );
  }
}

const noRevisions = { policy: "", directory: "", signals: "" };

function decideRequest(
  compiled: CompiledDeployment,
  input: DecisionInput,
  now: number,
  trace: boolean,
): Decision {
  const { deployment, revisions } = compiled;
  const { canonical, matched, found } = matchRequest(compiled, input);
  const operation = operationOf(found);
  const freshness = checkFreshness(compiled, matched?.api ?? null, operation, now);
  if (freshness.refused !== null) return deny(revisions, freshness.refused, null, matched);
  if (!canonical.ok) return deny(revisions, "malformed-request", canonical.detail);
  if (!matched || !found) return deny(revisions, "unknown-api", null);
  if (freshness.staleSignals) return deny(revisions, "stale-signals", null, matched);
  const detail = malformedDetail(matched, found, canonical.request);
  if (detail !== null) return deny(revisions, "malformed-request", detail, matched);
  return decideSituation({
    compiled,
    input,
    now,
    trace,
    api: matched.api,
    operation,
    request: canonical.request,
    path: pathOf(found),
    observedUntil: observedUntil(matched.api, deployment.signals),
    degraded: freshness.degraded,
    expiresIn: freshness.expiresIn,
  });
}

/** What was said before is said again where nothing that it follows from can have changed. */
function decideSituation(situation: Situation): Decision {
  const { compiled, input, now } = situation;
  const known = recallCaller(compiled.memory, input.credential, now);
  const again = known && recallAnswer(situation, known);
  return again ?? decideForCaller(situation, identifyCaller(situation, known));
}

function pathOf(found: OperationMatch): PathValues {
  return found.state === "found" ? found.path : noPathValues;
}

type Matched = {
  readonly canonical: Canonical;
  readonly matched: ApiMatch | null;
  readonly found: OperationMatch | null;
};

/** Steps 1 and 2. The freshness that is asked first may depend on the API, so nothing is refused here. */
function matchRequest(
  { hosts, hostNames, ports }: CompiledDeployment,
  { request }: DecisionInput,
): Matched {
  const canonical = canonicalise(request, ports, hostNames);
  const matched = canonical.ok ? matchApi(hosts, canonical.request) : null;
  return { canonical, matched, found: matched && matchOperation(matched, request.method) };
}

function operationOf(found: OperationMatch | null): CompiledOperation | null {
  return found?.state === "found" ? found.operation : null;
}

/** What only the API's own templates can tell about a path. */
function malformedDetail(
  matched: ApiMatch,
  found: OperationMatch,
  request: CanonicalRequest,
): string | null {
  const slash = checkTrailingSlash(matched, request);
  return slash ?? (found.state === "malformed" ? found.detail : null);
}

/** Rule 36: the path `/` always ends in a slash and has no other form. */
function checkTrailingSlash(
  { api }: ApiMatch,
  { segments, trailingSlash }: CanonicalRequest,
): string | null {
  if (segments.length === 0) return null;
  const required = api.data.trailing_slash === "required";
  return required === trailingSlash ? null : "trailing slash";
}

/** A denial before anybody is known. */
function deny(
  revisions: Decision["revisions"],
  reason: Reason,
  detail: string | null,
  matched: ApiMatch | null = null,
): Decision {
  return {
    outcome: "deny",
    reason,
    detail,
    api: matched?.api.slug ?? null,
    operation: null,
    subject: null,
    device: null,
    session: null,
    policies: [],
    challenge: null,
    rate_limits: [],
    shadow: null,
    degraded: false,
    valid_seconds: 0,
    revisions,
    trace: null,
  };
}
