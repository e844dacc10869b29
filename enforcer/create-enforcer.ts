import type { ControlPlane } from "./control-plane.ts";
import { type EnforcerOptions, createDecisionPoint } from "./create-decision-point.ts";
import { enforcerRoutes } from "./server/enforcer-routes.ts";
import { type Ports, createServers } from "./server/open-servers.ts";

export type Enforcer = {
  /** Bundles from disk, then the port: a restart decides before it has asked anybody. */
  readonly start: () => Promise<Ports>;
  /** Stops taking requests, sends logs and a last status, within three seconds. */
  readonly stop: () => Promise<void>;
  readonly source: ControlPlane["source"];
};

const stopMsMax = 2500;

/** Wires the parts together; everything that decides or does I/O is in them. */
export function createEnforcer(options: EnforcerOptions): Enforcer {
  const { config, log } = options;
  const { controlPlane, decider, metrics, time, sizes, close } = createDecisionPoint(options);
  const routes = enforcerRoutes({
    config,
    decider,
    metrics,
    controlPlane,
    nowSeconds: time.nowSeconds,
    failed: (error) => log.error("a request could not be decided", { error: stackOf(error) }),
    sizes,
  });
  const servers = createServers(config, routes);
  return {
    source: controlPlane.source,
    start: async () => {
      await controlPlane.start();
      return servers.open();
    },
    stop: async () => {
      servers.drain();
      await controlPlane.stop(AbortSignal.timeout(stopMsMax));
      servers.close();
      close();
    },
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
