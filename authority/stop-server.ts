import type { FastifyInstance } from "fastify";
import type { Authority } from "./authority.ts";

/** After the waiters were answered: what is still open then is held by a peer that reads nothing. */
const patienceMs = 2_000;

/**
 * Stops taking connections, answers every waiter with its 304 spread over a moment (a cut socket would be an
 * error there, and all would come back at once), and waits for no peer for long.
 */
export async function stopServer(server: FastifyInstance, authority: Authority): Promise<void> {
  authority.stopping.abort();
  const cut = setTimeout(() => {
    server.server.closeAllConnections();
  }, authority.settings.stopJitterMs + patienceMs);
  await server.close().finally(() => {
    clearTimeout(cut);
  });
}
