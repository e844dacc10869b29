import type { ApiSettings } from "#lib/apis/contract.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { AppError, type FieldError } from "#lib/errors.ts";
import { storeRateLimit } from "./stored-rate-limit.ts";

export type SettingsPatch = { readonly [K in keyof ApiSettings]?: ApiSettings[K] | undefined };

/** The members of a patch that are columns of their own; hosts are rows. */
export function apiData(patch: SettingsPatch): Prisma.ApiUpdateInput {
  const { hosts: _hosts, observeUntil, rateLimit, ...plain } = patch;
  const data = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  return {
    ...data,
    ...(observeUntil === undefined
      ? {}
      : { observeUntil: observeUntil === null ? null : new Date(observeUntil) }),
    ...(rateLimit === undefined ? {} : { rateLimit: storeRateLimit(rateLimit) }),
  };
}

type Judged = Pick<ApiSettings, "sensitivity" | "observeUntil" | "stale">;

/** What no single field can tell; `before` is null for a new API. Throws `invalid-input` beside the fields. */
export function judgeSettings(after: Judged, before: Judged | null, now: Date): void {
  const errors = [judgeObserving(after, before, now), judgeStale(after)].filter(
    (error) => error !== null,
  );
  const [first] = errors;
  if (first) throw new AppError("invalid-input", first.message, { errors });
}

function judgeObserving(after: Judged, before: Judged | null, now: Date): FieldError | null {
  const path = "observeUntil";
  if (after.observeUntil === null) return null;
  if (new Date(after.observeUntil) <= now)
    return after.observeUntil === before?.observeUntil
      ? null
      : { path, message: "Observing must end in the future." };
  return after.sensitivity === "restricted"
    ? { path, message: "A restricted API is always enforced, it can't be observed." }
    : null;
}

function judgeStale({ stale, sensitivity }: Judged): FieldError | null {
  if (stale === "deny" || sensitivity === "public" || sensitivity === "internal") return null;
  return {
    path: "stale",
    message: "Only public and internal APIs may go on without a valid lease.",
  };
}
