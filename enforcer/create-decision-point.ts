import { type Clock, systemClock } from "./clock.ts";
import type { EnforcerConfig } from "./config.ts";
import { type ControlPlanePorts, connectControlPlane } from "./control-plane.ts";
import { createDecisionTime } from "./decision-time.ts";
import { createDecider, type DeciderPorts } from "./decisions/decider.ts";
import { openCountries } from "./countries.ts";
import type { Log } from "./log.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import { createMetrics } from "./server/metrics.ts";
import { createCredentialReader } from "./tokens/read-credential.ts";
import { createVerdictCache } from "./tokens/verdict-cache.ts";

export type EnforcerOptions = {
  readonly config: EnforcerConfig;
  readonly version: string;
  readonly log: Log;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly pace?: ControlPlanePorts["pace"];
  /** Where decisions are noted instead of in the log: to see what logging costs. */
  readonly record?: DeciderPorts["record"];
};

/** All that it takes to decide, without a server around it: bundles, tokens, limits, logs. */
export function createDecisionPoint(options: EnforcerOptions) {
  const { config, version, log, clock = systemClock, random = Math.random, pace = {} } = options;
  const time = createDecisionTime(clock);
  const metrics = createMetrics();
  const limiter = createRateLimiter(clock.monotonicMs);
  const cache = createVerdictCache();
  const { outcomes } = metrics;
  const countries = config.countryDatabase ? openCountries(config.countryDatabase, log) : null;
  const controlPlane = connectControlPlane({
    config,
    version,
    log,
    clock,
    time,
    random,
    outcomes,
    alarms: () => countries?.alarms() ?? [],
    pace,
  });
  const decider = createDecider({
    inForce: controlPlane.source.inForce,
    clock,
    time,
    readCredential: createCredentialReader(cache),
    limiter,
    countryOf: countries?.of ?? null,
    record: options.record ?? controlPlane.decisionLog.append,
    measure: metrics.decided,
  });
  const sizes = () => ({ cachedTokens: cache.size(), limitCounters: limiter.size() });
  return { controlPlane, decider, metrics, time, sizes, close: () => countries?.close() };
}
