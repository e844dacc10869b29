import { PrismaPg } from "@prisma/adapter-pg";
import { environment } from "#lib/env.ts";
import { PrismaClient, type Prisma } from "#lib/db/generated/client.ts";

/** What verbs work with: a Prisma client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

// In development Next evaluates modules anew on every change: one pool per process all the same.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of our own
const shared = globalThis as { sallyportDatabase?: PrismaClient };

/** The process's one client, made on first use (an import alone never connects). */
export function database(): PrismaClient {
  shared.sallyportDatabase ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: environment().DATABASE_URL,
      max: 10,
      connectionTimeoutMillis: 5_000,
      // A server that hangs keeps its connections open: without a limit their queries would wait for ever.
      query_timeout: 15_000,
    }),
  });
  return shared.sallyportDatabase;
}

export async function closeDatabase(): Promise<void> {
  await shared.sallyportDatabase?.$disconnect();
  delete shared.sallyportDatabase;
}
