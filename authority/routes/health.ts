import type { FastifyInstance } from "fastify";
import { bundleNames } from "#lib/bundle/bundle-name.ts";
import type { Authority } from "#authority/authority.ts";
import { registry, waitersGauge } from "#authority/metrics.ts";

/** `/health`: the process runs. `/ready`: it has something signed to serve. `/metrics`: Prometheus. */
export function healthRoutes(server: FastifyInstance, authority: Authority): void {
  server.get("/health", async () => ({ status: "ok" }));
  server.get("/ready", async (_request, reply) => {
    const missing = missingBundles(authority);
    if (missing.length === 0) return { status: "ready" };
    return reply.code(503).send({ status: "not ready", missing });
  });
  server.get("/metrics", async (_request, reply) => {
    const count = await new Promise<number>((resolve) => {
      server.server.getConnections((_error, open) => resolve(open));
    });
    waitersGauge.set(count);
    return reply.header("content-type", registry.contentType).send(await registry.metrics());
  });
}

function missingBundles(authority: Authority): readonly string[] {
  const channels = new Set(authority.store.all().map(({ channel }) => channel));
  if (channels.size === 0) return ["every bundle"];
  const published = [...channels].filter((channel) => authority.store.current(channel, "policy"));
  if (published.length === 0) return ["policy"];
  // A channel that nothing was published to yet has nothing to be ready for.
  return published.flatMap((channel) =>
    [...bundleNames, "discovery" as const]
      .filter((name) => authority.store.current(channel, name) === null)
      .map((name) => `${channel}/${name}`),
  );
}
