import { decide } from "#lib/engine/decide.ts";
import type { Credential, Decision, DecisionInput } from "#lib/engine/decision.ts";
import { assertedCredential } from "#enforcer/authzen/asserted-credential.ts";
import type { DecidableRequest } from "#enforcer/adapters/decidable-request.ts";
import type { Clock } from "#enforcer/clock.ts";
import { decisionId } from "#enforcer/decision-id.ts";
import type { DecisionTime } from "#enforcer/decision-time.ts";
import type { LimitDemand, RateLimiter } from "#enforcer/rate-limiter.ts";
import type { InForce } from "#enforcer/source/in-force.ts";
import type { CredentialReader } from "#enforcer/tokens/read-credential.ts";
import type { Verdict } from "#enforcer/verdict.ts";
import { denial } from "./denial.ts";
import type { LogRecord } from "./log-event.ts";

export type DeciderPorts = {
  readonly inForce: () => InForce | null;
  readonly clock: Clock;
  readonly time: DecisionTime;
  readonly readCredential: CredentialReader;
  readonly limiter: RateLimiter;
  /** Null: no data set, so a country is what the gateway says or unknown. */
  readonly countryOf: ((address: string | null) => string | null) | null;
  readonly record: (record: LogRecord) => void;
  readonly measure: (decision: Decision, seconds: number) => void;
};

export type Decider = {
  /** Never throws and never rejects; a promise only where a signature had to be verified. */
  readonly decide: (request: DecidableRequest) => Verdict | Promise<Verdict>;
  /** A request that can't even be decided, as a logged denial like any other. */
  readonly refuse: (
    dialect: DecidableRequest["dialect"],
    address: string | null,
    why: string,
  ) => Verdict;
};

export function createDecider(ports: DeciderPorts): Decider {
  const { inForce, clock, time, readCredential, countryOf } = ports;

  const finish = (request: DecidableRequest, startedMs: number, decided: Decision): Verdict => {
    const retryAfterSeconds = takeLimits(ports.limiter, decided, request.client.address);
    const decision = retryAfterSeconds === null ? decided : rateLimited(decided);
    const atMs = clock.nowMs();
    const verdict = { id: decisionId(atMs), decision, retryAfterSeconds };
    const { client, dialect } = request;
    const durationMs = clock.monotonicMs() - startedMs;
    ports.record({
      verdict,
      request: request.request,
      client,
      dialect,
      atMs,
      durationMs,
    });
    ports.measure(decision, durationMs / 1000);
    return verdict;
  };

  return {
    decide: (asked) => {
      const startedMs = clock.monotonicMs();
      const request = countryOf === null ? asked : located(asked, countryOf);
      const failed = () => finish(request, startedMs, denial("internal-error", "while deciding"));
      const current = inForce();
      if (current === null)
        return finish(request, startedMs, denial("not-ready", "the bundles have not come yet"));
      try {
        const now = time.nowSeconds();
        const credential = request.subject?.asserted
          ? assertedCredential(current.deployment, request.subject.id, now)
          : readCredential(request, current, now);
        if (!(credential instanceof Promise))
          return finish(request, startedMs, judge(request, current, now, credential));
        return credential
          .then((read) => finish(request, startedMs, judge(request, current, now, read)))
          .catch(failed);
      } catch {
        return failed();
      }
    },
    refuse: (dialect, address, why) => {
      const request: DecidableRequest = {
        dialect,
        request: { method: "", host: "", target: "", headers: {} },
        client: { address, country: null },
        scheme: null,
        certificate: null,
        trace: false,
      };
      return finish(request, clock.monotonicMs(), denial("malformed-request", why));
    },
  };
}

/** What a gateway that proved itself says about the country counts before the data set. */
function located(
  request: DecidableRequest,
  countryOf: NonNullable<DeciderPorts["countryOf"]>,
): DecidableRequest {
  const { address, country } = request.client;
  if (country !== null) return request;
  return { ...request, client: { address, country: countryOf(address) } };
}

function judge(
  request: DecidableRequest,
  { compiled }: InForce,
  nowSeconds: number,
  credential: Credential,
): Decision {
  const input: DecisionInput = { request: request.request, client: request.client, credential };
  const decision = decide(compiled, input, nowSeconds, { trace: request.trace });
  const asked = request.subject;
  // Who asks about Ann and shows Bob's token would take his answer for hers.
  return asked !== undefined && decision.subject !== null && decision.subject !== asked.id
    ? denial("malformed-request", "the token is not the subject's")
    : decision;
}

function takeLimits(limiter: RateLimiter, decision: Decision, address: string | null) {
  if (decision.outcome !== "allow" || decision.rate_limits.length === 0) return null;
  const counted = { subject: decision.subject, device: decision.device, address };
  return limiter.take(
    decision.rate_limits.map((limit): LimitDemand => {
      const who = counted[limit.per];
      // Whoever can't be told apart shares one counter, by address where there is one.
      const key = who === null ? `address:${address ?? "unknown"}` : `${limit.per}:${who}`;
      return {
        key: `${limit.key} ${limit.limit}/${limit.window_seconds} ${key}`,
        limit: limit.limit,
        windowSeconds: limit.window_seconds,
      };
    }),
  );
}

function rateLimited(decision: Decision): Decision {
  return { ...decision, outcome: "deny", reason: "rate-limited", valid_seconds: 0 };
}
