import { closeDatabase } from "#lib/db/client.ts";
import { environment } from "#lib/env.ts";
import { log, logError } from "#lib/log.ts";
import { createAuthority, flushFleetNotes, loadFromDisk } from "./authority.ts";
import { authoritySettings } from "./authority-settings.ts";
import { runJobs } from "./jobs/run-jobs.ts";
import { collectProcessMetrics } from "./metrics.ts";
import { createServer } from "./server.ts";
import { stopServer } from "./stop-server.ts";
import { unsealRootKey } from "#lib/keys/unseal-root-key.ts";

/**
 * Starts one authority. It serves from its disk copy before the database answers; keys and jobs come with the
 * first pass that reaches it.
 */
async function main(): Promise<void> {
  const env = environment();
  const settings = authoritySettings();
  unsealRootKey(settings.rootKeyFile);
  collectProcessMetrics();
  const authority = createAuthority(settings);
  await loadFromDisk(authority);
  const server = createServer(authority);
  const jobs = runJobs(authority);
  await server.listen({ host: env.AUTHORITY_HOST, port: env.AUTHORITY_PORT });
  log().info({ host: env.AUTHORITY_HOST, port: env.AUTHORITY_PORT }, "authority listening");

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await stopServer(server, authority);
    await jobs.stop();
    await flushFleetNotes(authority).catch(() => undefined);
    await closeDatabase();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      stop()
        .then(() => process.exit(0))
        .catch((error: unknown) => {
          logError("the authority did not stop cleanly", error);
          process.exit(1);
        });
    });
}

try {
  await main();
} catch (error) {
  logError("the authority can't start", error);
  process.exit(1);
}
