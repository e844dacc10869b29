import { activeCanary } from "#lib/canaries/active-canary.ts";
import { canaryPlan, evaluation, type CanaryPlan } from "#lib/canaries/contract.ts";
import { revisionText } from "#lib/bundle/revision-text.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Canary } from "#lib/db/generated/client.ts";
import { notify } from "#lib/db/notify.ts";
import { auditRelease } from "./audit-release.ts";
import type { Job } from "./job.ts";
import { newestBundle } from "./newest-bundle.ts";
import { reissuePolicy } from "./reissue-policy.ts";

/** An older look at a canary is no reason to continue it. */
const freshMs = 60_000;

type End = { readonly how: "halt" | "continue"; readonly because: string };

/**
 * Ends a canary: by itself when it is worse, when a person says so, or when its time is over. Either way everybody is
 * given one and the same new revision: the old content, or the new one. In one transaction, like a release.
 */
export async function tendCanary(tx: Transaction, job: Job): Promise<void> {
  const canary = await activeCanary(tx, job.channel);
  if (!canary) return;
  const release = await tx.release.findUniqueOrThrow({
    where: { number: canary.releaseNumber },
    select: { canaryPlan: true },
  });
  const end = endOf(canary, canaryPlan.parse(release.canaryPlan));
  if (end) await endCanary(tx, job, canary, end);
}

/** What a person asked for to be halted is halted whatever it looks like; what is worse is not continued. */
function endOf(canary: Canary, { minutes, afterwards }: CanaryPlan): End | null {
  const { requested, requestedBy, requestReason } = canary;
  if (requested === "halt")
    return { how: "halt", because: `${requestedBy} halted it: ${requestReason}` };
  const seen = evaluation.safeParse(canary.evaluation).data;
  if (seen?.verdict === "worse") return { how: "halt", because: seen.sentence };
  const now = Date.now();
  if (now < canary.startedAt.getTime() + minutes * 60_000) return null;
  if (requested === "continue") return { how: "continue", because: `${requestedBy} continued it.` };
  const fresh = seen !== undefined && now - new Date(seen.to).getTime() < freshMs;
  if (afterwards === "ask" || !fresh || seen.verdict !== "healthy") return null;
  return { how: "continue", because: `It continued by itself. ${seen.sentence}` };
}

async function endCanary(
  tx: Transaction,
  job: Job,
  { releaseNumber: number, evaluation: seen }: Canary,
  { how, because }: End,
): Promise<void> {
  const continues = how === "continue";
  const from = await newestBundle(tx, job.channel, "policy", continues);
  if (!from) throw new Error(`There is no bundle to end the canary of release ${number} with.`);
  const now = new Date();
  const revision = await reissuePolicy(tx, job, { from, canary: false });
  if (continues)
    await tx.channel.update({ where: { slug: job.channel }, data: { releaseNumber: number } });
  await tx.release.update({
    where: { number },
    data: continues ? { state: "served", servedAt: now } : { state: "halted", error: because },
  });
  await tx.canary.update({
    where: { releaseNumber: number },
    data: { endedAt: now, endedBecause: because },
  });
  const detail = {
    why: because,
    policyRevision: revisionText(revision),
    inForce: continues ? number : from.releaseNumber,
    evaluation: seen,
  };
  await auditRelease(tx, continues ? "release.serve" : "release.halted", number, detail);
  await notify(tx, "releases");
}
