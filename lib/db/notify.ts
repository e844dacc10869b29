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

const changedPrefix = "changed:";

/** The domains that a hint of `notifyChanged` names; null for a hint of another kind. */
export function readChanged(payload: string): readonly string[] | null {
  return payload.startsWith(changedPrefix) ? payload.slice(changedPrefix.length).split(" ") : null;
}

/** At commit, tells every console which domains' reads may answer differently. */
export async function notifyChanged(tx: Transaction, domains: readonly string[]): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${notifyChannel}, ${changedPrefix + domains.join(" ")})`;
}

export async function notify(tx: Transaction, topic: Topic): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${notifyChannel}, ${topic})`;
}
