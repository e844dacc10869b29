import { z } from "zod";
import { compareUtf8 } from "#lib/engine/compare-utf8.ts";
import type { Challenge, Truth } from "#lib/engine/decision.ts";
import type { DeviceFacts, Facts } from "#lib/engine/facts.ts";
import { and, truth } from "#lib/engine/kleene.ts";
import { authenticateRemedy, emptyRemedy, uniteRemedies } from "#lib/engine/remedy.ts";
import { cleanName, setOf } from "#lib/engine/text-schemas.ts";
import type { ConditionModule, WireCondition } from "./condition-module.ts";
import {
  evaluatePosture,
  explainPosture,
  normalisePosture,
  postureDemand,
} from "./posture-check.ts";

type Device = WireCondition<"device">;
type KnownDevice = Extract<DeviceFacts, { state: "known" }>;

const schema = z.strictObject({
  trust: z.enum(["registered", "compliant", "managed"]).default("registered").optional(),
  owned: z.boolean().default(true).optional(),
  platforms: setOf(cleanName).optional(),
  posture: z.record(cleanName, postureDemand).optional(),
});

const trustRank = { registered: 0, compliant: 1, managed: 2 } as const;

/** Holds when the request is bound to a known, trusted device that satisfies all of it. */
export const device: ConditionModule<z.infer<typeof schema>, Device> = {
  kind: "device",
  schema,
  normalise: ({ trust, owned, platforms, posture }) => ({
    kind: "device",
    trust: trust ?? "registered",
    owned: owned ?? true,
    platforms: platforms?.length ? platforms.toSorted(compareUtf8) : null,
    posture: Object.entries(posture ?? {})
      .toSorted(([left], [right]) => compareUtf8(left, right))
      .map(([check, demand]) => normalisePosture(check, demand)),
  }),
  compile: (condition) => (facts) => {
    if (facts.device.state === "none") return "false";
    if (facts.device.state === "unknown") return "unknown";
    return evaluateKnown(condition, facts.device, facts.now);
  },
  explain: explainDevice,
  remedy: deviceRemedy,
  readsIdentity: () => true,
  readsRequest: () => false,
  read: ({ posture }, { device: presented }) => {
    if (presented.state !== "known")
      return [presented.state === "none" ? "no device" : "a device that is not known"];
    const { id, record, owned } = presented;
    const checks = posture.map(({ check }) => {
      const reported = Object.hasOwn(record.posture, check)
        ? record.posture[check]?.value
        : undefined;
      return `${check} ${reported ?? "not reported"}`;
    });
    return [
      `device ${id}, ${record.state}, ${record.trust}, ${record.platform}`,
      owned ? "the caller's own" : "not the caller's",
      ...checks,
    ];
  },
  changesIn: ({ posture }, { device: presented, now }) => {
    if (presented.state !== "known") return null;
    let next: number | null = null;
    for (const { check } of posture) {
      const end = presented.record.posture[check]?.not_after ?? null;
      if (end !== null && end > now) next = Math.min(next ?? Number.POSITIVE_INFINITY, end - now);
    }
    return next;
  },
};

function evaluateKnown(condition: Device, { record, owned }: KnownDevice, now: number): Truth {
  let result = truth(
    record.state === "trusted" &&
      (owned || !condition.owned) &&
      trustRank[record.trust] >= trustRank[condition.trust] &&
      (condition.platforms?.includes(record.platform) ?? true),
  );
  for (const demand of condition.posture)
    result = and(result, evaluatePosture(demand, record, now));
  return result;
}

function explainDevice({ trust, owned, platforms, posture }: Device): string {
  const adjective = { registered: "registered", compliant: "compliant", managed: "managed" }[trust];
  const parts = [owned ? `the device is ${adjective} and their own` : `the device is ${adjective}`];
  if (platforms) parts.push(`runs ${platforms.join(" or ")}`);
  return [...parts, ...posture.map(explainPosture)].join(", ");
}

/**
 * Enrol a device, use a better one, or fix the named checks. A workload can't enrol (rule 20); somebody
 * else's device can't be fixed by the caller (rule 21), though their own could be used instead.
 */
function deviceRemedy(condition: Device, facts: Facts): Challenge | null {
  const { subject, device: presented } = facts;
  const checks = failingChecks(condition, presented, facts.now);
  if (checks.length > 0 && presented.state === "known" && !presented.owned && !condition.owned)
    return null;
  const own = presented.state === "known" && presented.owned;
  const enrol = { ...emptyRemedy, device: { trust: condition.trust, checks: own ? checks : [] } };
  if (subject.state === "anonymous") return uniteRemedies(enrol, authenticateRemedy);
  return subject.kind === "workload" ? null : enrol;
}

function failingChecks(condition: Device, presented: DeviceFacts, now: number): readonly string[] {
  if (presented.state !== "known") return [];
  return condition.posture
    .filter((demand) => evaluatePosture(demand, presented.record, now) !== "true")
    .map(({ check }) => check);
}
