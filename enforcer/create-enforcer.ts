import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { join } from "node:path";
import { cidrMatcher } from "./adapters/cidr.ts";
import { gatewayProof } from "./adapters/gateway-proof.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { EnforcerConfig } from "./config.ts";
import { createDecisionTime } from "./decision-time.ts";
import { createDecider } from "./decisions/decider.ts";
import { createDecisionLog } from "./decisions/decision-log.ts";
import { listen } from "./server/listen.ts";
import type { Log } from "./log.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import { authorizeForwarded, authorizeNginx, dataApi } from "./server/gateway-routes.ts";
import { gauges } from "./server/gauges.ts";
import { health } from "./server/health.ts";
import { createHttpServer } from "./server/http-server.ts";
import { createMetrics } from "./server/metrics.ts";
import { operationsRoutes } from "./server/operations-routes.ts";
import { createProxy } from "./server/proxy.ts";
import { type BundleSource, createBundleSource } from "./source/bundle-source.ts";
import type { Polling } from "./source/poller.ts";
import { createStateStore } from "./source/state-store.ts";
import { createStatusPoster } from "./source/status-poster.ts";
import { statusReport } from "./source/status-report.ts";
import { createCredentialReader } from "./tokens/read-credential.ts";
import { createVerdictCache } from "./tokens/verdict-cache.ts";

export type EnforcerOptions = {
  readonly config: EnforcerConfig;
  readonly version: string;
  readonly log: Log;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Only tests are in a hurry. */
  readonly pace?: {
    readonly discoveryPolling?: Omit<Polling, "url">;
    readonly statusMs?: number;
    readonly logFlushMs?: number;
  };
};

export type Enforcer = {
  /** Bundles from disk, then the port, then polling: a restart decides before it has asked anybody. */
  readonly start: () => Promise<{ readonly port: number }>;
  /** Stops taking requests, sends logs and a last status, within three seconds. */
  readonly stop: () => Promise<void>;
  readonly source: BundleSource;
};

const stopMsMax = 2500;

/** Wires the parts together; everything that decides or does I/O is in them. */
export function createEnforcer(options: EnforcerOptions): Enforcer {
  const { config, version, log, clock = systemClock, random = Math.random, pace = {} } = options;
  const labels = { id: randomUUID(), version, enforcer: config.name, product: "sallyport-enforcer" };
  const time = createDecisionTime(clock);
  const metrics = createMetrics();
  const limiter = createRateLimiter(clock.monotonicMs);
  const cache = createVerdictCache();
  const changed = () => poster.changed();
  const source = createBundleSource({
    serviceUrl: config.serviceUrl,
    rootKeyPem: config.rootKeyPem,
    readToken: config.readToken,
    bytesMax: config.bundleBytesMax,
    userAgent: `sallyport-enforcer/${version}`,
    store: createStateStore(config.stateDir),
    clock,
    time,
    log,
    random,
    changed,
    ...(pace.discoveryPolling && { discoveryPolling: pace.discoveryPolling }),
  });
  const decisionLog = createDecisionLog({
    url: () => `${config.serviceUrl}/logs`,
    readToken: config.readToken,
    labels,
    spoolFolder: join(config.stateDir, "spool"),
    spoolBytesMax: config.spoolBytesMax,
    random,
    changed,
    ...(pace.logFlushMs !== undefined && { flushMs: pace.logFlushMs }),
  });
  const facts = () => ({ ...source.statuses(), alarms: source.alarms(), skewSeconds: source.skewSeconds() });
  const poster = createStatusPoster({
    url: () => `${config.serviceUrl}/status`,
    readToken: config.readToken,
    log,
    report: () =>
      statusReport({
        ...facts(),
        labels,
        ready: source.inForce() !== null,
        logs: decisionLog.facts(),
        decisions: metrics.outcomes(),
      }),
    ...(pace.statusMs !== undefined && { intervalMs: pace.statusMs }),
  });
  const decider = createDecider({
    inForce: source.inForce,
    clock,
    time,
    readCredential: createCredentialReader(cache),
    limiter,
    record: decisionLog.append,
    measure: metrics.decided,
  });
  const isProved = gatewayProof(config.gatewaySecret);
  const settings = {
    isTrustedProxy: cidrMatcher(config.trustedProxies),
    certificateHeader: config.certificateHeader,
  };
  const portalUrl = () => source.discovery()?.portalUrl ?? null;
  const shared = { decider, settings, isProved, portalUrl };
  const proxy = config.upstream === null ? null : createProxy({ ...shared, upstream: config.upstream });
  const own = new Map([
    ["/authorize/nginx", authorizeNginx(shared)],
    ["/authorize", authorizeForwarded(shared)],
    ["/v1/data/sallyport/authz", dataApi("result", shared)],
    ["/v1/data/sallyport/authz/allow", dataApi("allow", shared)],
    ...operationsRoutes({
      isProved,
      ready: () => source.inForce() !== null,
      health: () =>
        health({
          ...facts(),
          inForce: source.inForce(),
          nowSeconds: time.nowSeconds(),
          logs: decisionLog.facts(),
        }),
      metrics: () =>
        metrics.render(
          gauges({
            inForce: source.inForce(),
            nowSeconds: time.nowSeconds(),
            skewSeconds: source.skewSeconds(),
            logs: decisionLog.facts(),
            cachedTokens: cache.size(),
            limitCounters: limiter.size(),
          }),
        ),
    }),
  ]);
  const servers: Server[] = [];
  const openServer = () => {
    const server = createHttpServer({ own, rest: proxy?.handle ?? null, unparsable: metrics.malformed });
    servers.push(server);
    return server;
  };
  return {
    source,
    start: async () => {
      await decisionLog.start();
      await source.start();
      const port = await listen(openServer(), { host: config.host, port: config.port });
      if (config.socket !== null) await listen(openServer(), { path: config.socket });
      poster.start();
      return { port };
    },
    stop: async () => {
      const signal = AbortSignal.timeout(stopMsMax);
      for (const server of servers) {
        server.close();
        server.closeIdleConnections();
      }
      await Promise.all([source.stop(), decisionLog.stop(signal)]);
      await poster.stop(signal);
      for (const server of servers) server.closeAllConnections();
      proxy?.close();
    },
  };
}
