import { cidrMatcher } from "#enforcer/adapters/cidr.ts";
import { envoyPrefix } from "#enforcer/adapters/envoy.ts";
import { gatewayProof } from "#enforcer/adapters/gateway-proof.ts";
import { authzenRoutes } from "#enforcer/authzen/authzen-routes.ts";
import type { EnforcerConfig } from "#enforcer/config.ts";
import type { ControlPlane } from "#enforcer/control-plane.ts";
import type { Decider } from "#enforcer/decisions/decider.ts";
import { echo, echoPath, envoyEchoPrefix } from "#enforcer/echo/echo-route.ts";
import { gauges } from "./gauges.ts";
import {
  type GatewayPorts,
  authorizeEnvoy,
  authorizeForwarded,
  authorizeNginx,
  dataApi,
} from "./gateway-routes.ts";
import { health } from "./health.ts";
import type { Routes } from "./http-server.ts";
import type { Metrics } from "./metrics.ts";
import { operationsRoutes } from "./operations-routes.ts";
import { createProxy } from "./proxy.ts";

export type RoutesPorts = {
  readonly config: EnforcerConfig;
  readonly decider: Decider;
  readonly metrics: Metrics;
  readonly controlPlane: ControlPlane;
  readonly nowSeconds: () => number;
  readonly failed: (error: unknown) => void;
  readonly sizes: () => { readonly cachedTokens: number; readonly limitCounters: number };
};

export type EnforcerRoutes = Routes & {
  readonly close: () => void;
  /** What a gateway's request needs, for servers that are not HTTP/1. */
  readonly gateways: GatewayPorts;
};

/** Every path the enforcer answers itself, and the proxy behind all others. */
export function enforcerRoutes(ports: RoutesPorts): EnforcerRoutes {
  const { config, decider, metrics, nowSeconds } = ports;
  const { source, decisionLog, alarms } = ports.controlPlane;
  const isProved = gatewayProof(config.gatewaySecret);
  const settings = {
    isTrustedProxy: cidrMatcher(config.trustedProxies),
    certificateHeader: config.certificateHeader,
  };
  const portalUrl = () => source.discovery()?.portalUrl ?? null;
  const shared = { decider, settings, isProved, portalUrl };
  const { upstream } = config;
  const proxy = upstream === null ? null : createProxy({ ...shared, upstream });
  const facts = () => ({
    inForce: source.inForce(),
    nowSeconds: nowSeconds(),
    skewSeconds: source.skewSeconds(),
    logs: decisionLog.facts(),
  });
  const operations = operationsRoutes({
    isProved,
    ready: () => source.inForce() !== null,
    health: () => health({ ...facts(), ...source.statuses(), alarms: alarms() }),
    metrics: () => metrics.render(gauges({ ...facts(), ...ports.sizes() })),
  });
  const authzen = authzenRoutes({
    decider,
    isProved,
    inForce: source.inForce,
    nowSeconds,
    asserted: config.assertedSubjects,
  });
  const echoed = echo({ isProved, settings, inForce: source.inForce, nowSeconds });
  return {
    own: new Map([
      ["/authorize/nginx", authorizeNginx(shared)],
      ["/authorize", authorizeForwarded(shared)],
      [echoPath, echoed],
      [`${envoyEchoPrefix}/`, echoed],
      [`${envoyPrefix}/`, authorizeEnvoy(shared)],
      ["/v1/data/sallyport/authz", dataApi("result", shared)],
      ["/v1/data/sallyport/authz/allow", dataApi("allow", shared)],
      ...authzen,
      ...operations,
    ]),
    rest: proxy?.handle ?? null,
    unparsable: metrics.malformed,
    failed: ports.failed,
    close: () => proxy?.close(),
    gateways: shared,
  };
}
