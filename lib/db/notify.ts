import type { Transaction } from "#lib/db/client.ts";

/** What changed: a hint that wakes listeners at commit. The tables are the truth; a lost hint costs a second. */
export const topics = [
  "signals",
  "bundles",
  "releases",
  "imports",
  "enforcers",
  "decisions",
] as const;
export type Topic = (typeof topics)[number];

/** The one Postgres channel all hints go through; the payload is the topic. */
export const notifyChannel = "sallyport";

export async function notify(tx: Transaction, topic: Topic): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${notifyChannel}, ${topic})`;
}
