import type { Truth } from "#lib/engine/decision.ts";
import type { DeviceRecord, PostureCheck, Scalar } from "#lib/engine/deployment.ts";
import { truth } from "#lib/engine/kleene.ts";
import { parseVersion } from "#lib/engine/parse-version.ts";
import { scalar } from "#lib/engine/text-schemas.ts";

/** What a posture check demands: a value, or at least a version (`">=14.2"`). */
export const postureDemand = scalar.refine(
  (value) =>
    typeof value !== "string" ||
    !value.startsWith(">=") ||
    parseVersion(value.slice(2).trim()) !== null,
  'Write a version as 1 to 4 numbers: ">=14.2".',
);

export function normalisePosture(check: string, demand: Scalar): PostureCheck {
  const version =
    typeof demand === "string" && demand.startsWith(">=")
      ? parseVersion(demand.slice(2).trim())
      : null;
  return version ? { check, at_least: version } : { check, equals: demand };
}

/** Missing, too old, of another type or no version at all: unknown (rules 1, 7, 14). */
export function evaluatePosture(demand: PostureCheck, device: DeviceRecord, now: number): Truth {
  const reported = Object.hasOwn(device.posture, demand.check)
    ? device.posture[demand.check]
    : undefined;
  if (!reported || (reported.not_after !== null && now >= reported.not_after)) return "unknown";
  const { value } = reported;
  if ("equals" in demand) {
    return typeof value === typeof demand.equals ? truth(value === demand.equals) : "unknown";
  }
  const version = typeof value === "string" ? parseVersion(value) : null;
  return version ? truth(isAtLeast(version, demand.at_least)) : "unknown";
}

export function explainPosture(demand: PostureCheck): string {
  if ("at_least" in demand) return `${demand.check} is at least ${shortVersion(demand.at_least)}`;
  if (typeof demand.equals === "boolean")
    return `${demand.check} is ${demand.equals ? "on" : "off"}`;
  return `${demand.check} is ${demand.equals}`;
}

function isAtLeast(version: readonly number[], bound: readonly number[]): boolean {
  for (let index = 0; index < version.length; index += 1) {
    const part = version[index] ?? 0;
    const other = bound[index] ?? 0;
    if (part !== other) return part > other;
  }
  return true;
}

function shortVersion(version: readonly number[]): string {
  return version.join(".").replace(/(\.0){1,2}$/, "");
}
