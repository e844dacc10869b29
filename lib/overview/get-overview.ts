import { checklistSteps, overview } from "./contract.ts";
import type { Transaction } from "#lib/db/client.ts";
import { endingSoon } from "#lib/identities/users/ending-soon.ts";
import { verb } from "#lib/verb.ts";

/** An enforcer counts as seen when it was heard of in the last two minutes. */
const seenWithinMs = 120_000;

export const getOverview = verb(overview.get, async (_ctx, _input, tx) => {
  const now = Date.now();
  const live = { revokedAt: null };
  return {
    checklist: await checklist(tx),
    apis: await tx.api.count(),
    policies: await tx.policy.count(),
    people: await tx.user.count({ where: { state: { in: ["active", "invited"] } } }),
    devices: {
      all: await tx.device.count({ where: { state: { not: "revoked" } } }),
      pending: await tx.device.count({ where: { state: "pending" } }),
    },
    enforcers: {
      all: await tx.enforcer.count({ where: live }),
      seen: await tx.enforcer.count({
        where: { ...live, lastSeenAt: { gt: new Date(now - seenWithinMs) } },
      }),
      rejecting: await tx.enforcer.count({
        where: { ...live, bundles: { some: { errorCode: { not: null } } } },
      }),
    },
    rolesEndingSoon: await tx.user.count({
      where: { state: { not: "deleted" }, grants: { some: endingSoon(new Date(now)) } },
    }),
    sampleData: (await tx.user.count({ where: { origin: "sample" } })) > 0,
  };
});

async function checklist(
  tx: Transaction,
): Promise<{ step: (typeof checklistSteps)[number]; done: boolean }[]> {
  const own = await tx.api.findMany({
    where: { origin: { not: "sample" } },
    select: { slug: true },
  });
  const slugs = own.map((api) => api.slug);
  const classified = await tx.auditEvent.count({
    where: { action: "api.update", targetKind: "api", targetId: { in: slugs } },
    take: 1,
  });
  const done = {
    import: own.length > 0,
    classify: classified > 0,
    policy: (await tx.policy.count({ where: { origin: { notIn: ["sample", "system"] } } })) > 0,
    enforcer:
      (await tx.enforcer.count({
        where: { origin: "console", lastSeenAt: { not: null } },
      })) > 0,
    decision:
      (await tx.decision.findFirst({ where: { api: { in: slugs } } })) !== null ||
      (await tx.countedAllow.findFirst({ where: { api: { in: slugs } } })) !== null ||
      // The first one may be gone by its age.
      (await tx.auditEvent.findFirst({ where: { action: "decision.drop" } })) !== null,
  };
  return checklistSteps.map((step) => ({ step, done: done[step] }));
}
