import type { z } from "zod";
import { durationSeconds } from "#lib/engine/duration.ts";
import type { rateLimit } from "#lib/engine/rate-limit.ts";
import type { RateLimit } from "#lib/engine/deployment.ts";
import { Prisma } from "#lib/db/generated/client.ts";

type AuthorRateLimit = z.output<typeof rateLimit>;

const units = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
] as const;

/** Rows keep a rate limit in the form it travels in; authors write `1m`. */
export function storeRateLimit(
  author: AuthorRateLimit | null,
): Prisma.InputJsonObject | typeof Prisma.DbNull {
  if (author === null) return Prisma.DbNull;
  return {
    limit: author.limit,
    window_seconds: durationSeconds(author.window),
    per: author.per ?? "subject",
  };
}

export function authorRateLimit(json: unknown): AuthorRateLimit | null {
  const stored = asStoredRateLimit(json);
  if (stored === null) return null;
  const [unit, size] = units.find(([, each]) => stored.window_seconds % each === 0) ?? ["s", 1];
  return { limit: stored.limit, window: `${stored.window_seconds / size}${unit}`, per: stored.per };
}

/** Guaranteed by `storeRateLimit`, the only writer. */
export function asStoredRateLimit(json: unknown): RateLimit | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return json as RateLimit | null;
}
