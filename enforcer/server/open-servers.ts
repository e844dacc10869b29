import type { Server } from "node:http";
import type { EnforcerConfig } from "#enforcer/config.ts";
import { createExtAuthzServer } from "#enforcer/ext-authz/ext-authz-server.ts";
import type { GrpcServer } from "#enforcer/ext-authz/grpc-server.ts";
import type { EnforcerRoutes } from "./enforcer-routes.ts";
import { createHttpServer } from "./http-server.ts";
import { listen } from "./listen.ts";

export type Ports = { readonly port: number; readonly grpcPort: number | null };

/** Everything that listens: HTTP on a port, on a unix socket too where asked, gRPC where asked. */
export function createServers(config: EnforcerConfig, routes: EnforcerRoutes) {
  const servers: Server[] = [];
  let grpc: GrpcServer | null = null;
  const open = async (place: Parameters<typeof listen>[1]) => {
    const server = createHttpServer(routes);
    servers.push(server);
    return listen(server, place);
  };
  return {
    open: async (): Promise<Ports> => {
      const { host, socket, grpcPort } = config;
      const port = await open({ host, port: config.port });
      if (socket !== null) await open({ path: socket });
      if (grpcPort === null) return { port, grpcPort };
      grpc = createExtAuthzServer(routes.gateways, routes.failed);
      return { port, grpcPort: await listen(grpc.server, { host, port: grpcPort }) };
    },
    /** No new connections; those in use go on. */
    drain: () => {
      for (const server of servers) {
        server.close();
        server.closeIdleConnections();
      }
    },
    close: () => {
      for (const server of servers) server.closeAllConnections();
      grpc?.end();
      routes.close();
    },
  };
}
