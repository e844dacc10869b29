import { PrismaPg } from "@prisma/adapter-pg";
import { closePrepared } from "#lib/db/prepared.ts";
import { environment } from "#lib/env.ts";
import { PrismaClient, type Prisma } from "#lib/db/generated/client.ts";

/** What verbs work with: a Prisma client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

// In development Next evaluates modules anew on every change: one pool per process all the same.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of our own
const shared = globalThis as { sallyportDatabase?: PrismaClient; sallyportBeside?: PrismaClient };

/** The process's one client, made on first use (an import alone never connects). */
export function database(): PrismaClient {
  shared.sallyportDatabase ??= newClient(10);
  return shared.sallyportDatabase;
}

/**
 * For what must stand whatever becomes of the transaction around it: a spent challenge, a counted attempt, a refusal in
 * the audit log. Few connections of their own, because who holds a connection of `database()` must never wait for
 * another one there: enough callers at once would hold them all and wait for each other.
 */
export function databaseBeside(): PrismaClient {
  shared.sallyportBeside ??= newClient(3);
  return shared.sallyportBeside;
}

function newClient(connectionsMax: number): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg({
      connectionString: environment().DATABASE_URL,
      max: connectionsMax,
      connectionTimeoutMillis: 5_000,
      // A server that hangs keeps its connections open: without a limit their queries would wait for ever.
      query_timeout: 15_000,
    }),
  });
}

export async function closeDatabase(): Promise<void> {
  await shared.sallyportDatabase?.$disconnect();
  await shared.sallyportBeside?.$disconnect();
  await closePrepared();
  delete shared.sallyportDatabase;
  delete shared.sallyportBeside;
}
