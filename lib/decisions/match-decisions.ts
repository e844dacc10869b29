import type { z } from "zod";
import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { none, type decisions } from "./contract.ts";

export type DecisionSearch = z.output<typeof decisions.list.input>;

/** Filters that no index leads to: their cost is in the decisions between those that match. */
const unindexed = [
  "q",
  "reason",
  "operation",
  "device",
  "enforcer",
  "policy",
  "ip",
  "revision",
] as const;

/** What one person did is few however much all did. */
export function isIndexed(input: DecisionSearch): boolean {
  return input.subject !== undefined || unindexed.every((name) => input[name] === undefined);
}

export function timeRange({ from, to }: DecisionSearch): Prisma.DecisionWhereInput {
  if (!from && !to) return {};
  return {
    decidedAt: { ...(from ? { gte: new Date(from) } : {}), ...(to ? { lt: new Date(to) } : {}) },
  };
}

export function matching(input: DecisionSearch): Prisma.DecisionWhereInput {
  const { outcome, reason, subject, api, operation, device, ip } = input;
  const exact = Object.entries({
    outcome,
    reason,
    subject,
    api: orNull(api),
    operation,
    device,
    ip,
    enforcerSlug: input.enforcer,
    policyRevision: orNull(input.revision),
  });
  return {
    ...Object.fromEntries(exact.filter(([, value]) => value !== undefined)),
    ...(input.policy ? { policies: { has: input.policy } } : {}),
    ...timeRange(input),
    ...(input.q ? { OR: named(input.q) } : {}),
  };
}

function orNull(value: string | undefined): string | null | undefined {
  return value === none ? null : value;
}

function named(q: string): Prisma.DecisionWhereInput[] {
  const contains = containing(q);
  return [
    { subject: contains },
    { operation: contains },
    { path: contains },
    { host: contains },
    { device: contains },
    { ip: contains },
    { decisionId: q },
  ];
}
