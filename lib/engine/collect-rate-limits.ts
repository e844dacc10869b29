import { compareUtf8 } from "./compare-utf8.ts";
import type { CompiledApi, CompiledOperation } from "./compile-apis.ts";
import type { CompiledPolicy } from "./compile-policies.ts";
import type { Decision } from "./decision.ts";
import type { RateLimit } from "./deployment.ts";

type Limits = Decision["rate_limits"];

/**
 * Rule 39: the limits of API and operation all count; of the permits that apply the most generous one, and
 * none if one of them sets no limit, so that a further permit never takes away.
 */
export function collectRateLimits(
  api: CompiledApi,
  operation: CompiledOperation | null,
  permits: readonly CompiledPolicy[],
): Limits {
  const unlimited = api.data.rate_limit === null && !operation?.data.rate_limit;
  if (unlimited && permits.every(({ rateLimit }) => rateLimit === null)) return noLimits;
  return [
    ...keyed(`api:${api.slug}`, api.data.rate_limit),
    ...(operation ? keyed(`operation:${operation.id}`, operation.data.rate_limit) : []),
    ...mostGenerous(permits),
  ];
}

const noLimits: Limits = [];

function mostGenerous(permits: readonly CompiledPolicy[]): Limits {
  let best: CompiledPolicy | null = null;
  for (const permit of permits) {
    if (!permit.rateLimit) return [];
    if (!best || compareGenerosity(permit, best) < 0) best = permit;
  }
  return best ? keyed(`policy:${best.name}`, best.rateLimit) : [];
}

/** Negative if `left` comes first: more per second, then more at once, then by name. */
function compareGenerosity(left: CompiledPolicy, right: CompiledPolicy): number {
  const a = left.rateLimit;
  const b = right.rateLimit;
  if (!a || !b) return 0;
  return compareRates(a, b) || b.limit - a.limit || compareUtf8(left.name, right.name);
}

/** Rule 2: exact, also where the products are beyond what doubles can tell apart. */
function compareRates(a: RateLimit, b: RateLimit): number {
  const [one, other] = [b.limit * a.window_seconds, a.limit * b.window_seconds];
  if (Number.isSafeInteger(one) && Number.isSafeInteger(other)) return one - other;
  const difference =
    BigInt(b.limit) * BigInt(a.window_seconds) - BigInt(a.limit) * BigInt(b.window_seconds);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function keyed(key: string, limit: RateLimit | null): Limits {
  return limit ? [{ key, ...limit }] : [];
}
