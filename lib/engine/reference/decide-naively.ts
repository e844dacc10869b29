import type { Decision, DecisionInput, Reason } from "#lib/engine/decision.ts";
import type { Revision } from "#lib/engine/deployment.ts";
import { findApi, findOperation, type FoundOperation } from "./find-operation.ts";
import { findCaller, type Caller } from "./find-caller.ts";
import { isAbout } from "./is-about.ts";
import { judge, permitted, plain, type Verdict } from "./judge.ts";
import { readRequest, type ReadRequest } from "./read-request.ts";
import { seconds } from "./evaluate-condition.ts";
import type { Situation } from "./situation.ts";
import { byBytes, type Api, type Policy, type ReferenceDecision, type World } from "./world.ts";

/**
 * One decision, read off the rules: short, obvious and slow. It shares no code with the engine, so that what
 * both say is what the rules say.
 */
export function decideNaively(
  world: World,
  input: DecisionInput,
  clockSeconds: number,
): ReferenceDecision {
  const { content, signals } = world;
  const now = Math.floor(Math.max(clockSeconds, signals.issued_at));
  const request = readRequest(input.request, listedPorts(content.apis));
  const place = request && findApi(content.apis, request);
  const found = place ? findOperation(place, input.request.method) : null;
  const api = place?.api ?? null;
  const stale = findStale(world, api, found, now);
  if (stale) return deny(stale, api);
  if (!request) return deny("malformed-request", null);
  if (!api || !found) return deny("unknown-api", null);
  const ageMax = api.signalsAgeSecondsMax;
  if (ageMax !== null && now - signals.issued_at > ageMax) return deny("stale-signals", api);
  const slash = request.segments.length > 0 && request.trailingSlash;
  const required = request.segments.length > 0 && api.trailingSlash === "required";
  if (slash !== required || found.state === "look-alike") return deny("malformed-request", api);
  return decideHere(world, input, now, { request, api, found });
}

type Here = {
  readonly request: ReadRequest;
  readonly api: Api;
  readonly found: FoundOperation;
};

/** From step 3 on. */
function decideHere(
  world: World,
  input: DecisionInput,
  now: number,
  { request, api, found }: Here,
): ReferenceDecision {
  const operation = found.state === "found" ? found.operation : null;
  const observed = isObserved(world.signals, api, operation, now);
  const degraded = now >= world.signals.lease.not_after;
  const answer = (verdict: Verdict, more: Partial<ReferenceDecision>) => ({
    ...empty,
    ...verdict,
    api: api.slug,
    operation: operation?.id ?? null,
    degraded,
    ...more,
  });
  if (!operation && isPreflight(api, input)) return answer(plain("allow", "preflight"), {});
  if (!operation && api.undocumented === "deny" && !observed)
    return answer(plain("deny", "unknown-operation"), {});
  const { caller, refused } = findCaller(world, input.credential, api.audience, now);
  const who = ownFields(caller);
  if (refused) return answer(plain("deny", refused), who);
  const situation: Situation = {
    now,
    caller,
    api,
    operation,
    query: request.query,
    ...input.client,
    path: found.state === "found" ? found.path : new Map(),
    remembersProofs: world.remembersProofs,
  };
  const active = world.content.policies.filter(({ mode }) => mode !== "off");
  const enforced = judge(
    active.filter(({ mode }) => mode !== "shadow"),
    situation,
  );
  if (observed && enforced.outcome !== "allow")
    return answer(plain("allow", "observed"), { ...who, shadow: summary(enforced) });
  const shadow = judge(active, situation);
  const same = shadow.outcome === enforced.outcome && shadow.reason === enforced.reason;
  return answer(enforced, {
    ...who,
    shadow: same ? null : summary(shadow),
    rate_limits: enforced.outcome === "allow" && !observed ? rateLimits(active, situation) : [],
  });
}

const empty: ReferenceDecision = {
  ...plain("deny", "internal-error"),
  api: null,
  operation: null,
  subject: null,
  device: null,
  session: null,
  rate_limits: [],
  shadow: null,
  degraded: false,
};

function deny(reason: Reason, api: Api | null): ReferenceDecision {
  return { ...empty, reason, api: api?.slug ?? null };
}

function summary({ outcome, reason, policies }: Verdict): Decision["shadow"] {
  return { outcome, reason, policies };
}

function ownFields({ id, device, session }: Caller): Partial<ReferenceDecision> {
  return { subject: id, device: typeof device === "string" ? null : device.id, session };
}

/** The lease, then the oldest documents that the others may be used with (rule 43: these come first). */
function findStale(
  { revision, directoryAtLeast, directory, signals }: World,
  api: Api | null,
  found: FoundOperation | null,
  now: number,
): Reason | null {
  const sensitivity = found?.state === "found" ? found.operation.sensitivity : api?.sensitivity;
  const harmless = sensitivity === "public" || sensitivity === "internal";
  const goesOn = api?.stale === "continue" && harmless;
  if (now >= signals.lease.not_after && !goesOn) return "lease-expired";
  if (isOlder(revision, signals.at_least.policy)) return "stale-policy";
  const least = [signals.at_least.directory, directoryAtLeast];
  return least.some((one) => isOlder(directory.revision, one)) ? "stale-directory" : null;
}

function isOlder([epoch, number]: Revision, [leastEpoch, leastNumber]: Revision): boolean {
  return epoch < leastEpoch || (epoch === leastEpoch && number < leastNumber);
}

/** Rule 42: the usual ones, and those that any API's host is listed with. */
function listedPorts(apis: readonly Api[]): readonly number[] {
  const hosts = apis.flatMap((api) => api.hosts.map(({ host }) => host));
  return [
    80,
    443,
    ...hosts.flatMap((host) => (host.includes(":") ? Number(host.split(":")[1]) : [])),
  ];
}

/** Rule 41. */
function isObserved(
  { observed }: World["signals"],
  api: Api,
  operation: Situation["operation"],
  now: number,
): boolean {
  if ([api.sensitivity, operation?.sensitivity].includes("restricted")) return false;
  const released = api.mode !== "enforce" && now < api.mode.observeUntil;
  const signalled = new Map(Object.entries(observed)).get(api.slug);
  return released || (signalled !== undefined && now < signalled.not_after);
}

/** Rule 33: without any credential. */
function isPreflight({ cors }: Api, { request, credential }: DecisionInput): boolean {
  const { method, headers } = request;
  const once = ["origin", "access-control-request-method"].every(
    (name) => headers[name]?.length === 1,
  );
  const bare = credential.state === "none" && !headers["authorization"];
  return cors === "preflight" && method === "OPTIONS" && bare && once;
}

/** Rule 39: more a second is more generous, then more at once; a permit without limit takes all away. */
function rateLimits(policies: readonly Policy[], situation: Situation): Decision["rate_limits"] {
  const { api, operation } = situation;
  const limits = policies
    .filter(
      (policy) =>
        policy.effect === "permit" &&
        policy.mode !== "shadow" &&
        isAbout(policy, situation) &&
        permitted(policy, situation),
    )
    .map(({ name, rateLimit }) => ({ name, rateLimit }))
    .toSorted((left, right) => {
      const [a, b] = [left.rateLimit, right.rateLimit];
      if (!a || !b) return Number(Boolean(a)) - Number(Boolean(b));
      const rate =
        BigInt(b.limit) * BigInt(seconds(a.window)) - BigInt(a.limit) * BigInt(seconds(b.window));
      if (rate !== 0n) return rate < 0n ? -1 : 1;
      return b.limit - a.limit || byBytes(left.name, right.name);
    });
  const [first] = limits;
  const own = first?.rateLimit
    ? [
        {
          key: `policy:${first.name}`,
          limit: first.rateLimit.limit,
          window_seconds: seconds(first.rateLimit.window),
          per: first.rateLimit.per ?? "subject",
        },
      ]
    : [];
  return [
    ...(api.rateLimit ? [{ key: `api:${api.slug}`, ...api.rateLimit }] : []),
    ...(operation?.rateLimit ? [{ key: `operation:${operation.id}`, ...operation.rateLimit }] : []),
    ...own,
  ];
}
