import { revisionText } from "#lib/bundle/revision-text.ts";
import { canaryPlan } from "#lib/canaries/contract.ts";
import { chooseEnforcers, readFleet } from "#lib/canaries/choose-enforcers.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Release } from "#lib/db/generated/client.ts";
import { notify } from "#lib/db/notify.ts";
import type { PolicyData } from "#lib/engine/deployment.ts";
import { indexRelease, type ReleasePlace } from "#lib/engine/index-release.ts";
import { releaseContent, type ReleaseContent } from "#lib/engine/release-content.ts";
import { readFloor } from "#lib/enforcers/read-floor.ts";
import { verifyApproval } from "#lib/releases/verify-approval.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { auditRelease } from "./audit-release.ts";
import type { Job } from "./job.ts";
import { storePolicy } from "./store-policy.ts";

/**
 * Signs the oldest release that waits for it. In one transaction: the approval is verified, the bundle built,
 * signed and stored, the channel's pointer moved, the release served; or it is refused, and says why. The row
 * stays locked, so that it can't be withdrawn meanwhile.
 */
export async function signReleases(tx: Transaction, job: Job): Promise<void> {
  const { channel } = job;
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT "number" FROM "Release" WHERE "channelSlug" = ${channel} AND "state" = 'signing'
    ORDER BY "number" LIMIT 1 FOR UPDATE`;
  if (!rows[0]) return;
  const release = await tx.release.findUniqueOrThrow({ where: { number: rows[0].number } });
  const data = await prepare(tx, job, release);
  if (typeof data === "string") await refuse(tx, release, data);
  else if (release.canaryPlan === null) await serve(tx, job, release, data);
  else await tryOut(tx, job, release, data);
}

/** The policy document to sign, or why there will be none. */
async function prepare(tx: Transaction, job: Job, release: Release): Promise<PolicyData | string> {
  const verdict = await verifyApproval(tx, release);
  if (!verdict.ok) return verdict.why;
  const content = releaseContent.safeParse(release.content);
  if (!content.success) return "The content is not in the form this version signs.";
  const { channel } = job;
  const row = await tx.channel.findUniqueOrThrow({ where: { slug: channel } });
  // An approval is for one step: without this a release that was served or withdrawn long ago could be put back to
  // `signing` in the table, and its old approval would still hold.
  if (release.baseNumber !== row.releaseNumber)
    return `It was made on ${named(release.baseNumber)}, but ${named(row.releaseNumber)} is in force.`;
  if (await tx.canary.findUnique({ where: { releaseNumber: release.number } }))
    return "It has had its canary.";
  const grace = { graceSeconds: job.settings.graceSeconds, now: new Date() };
  const floor = await readFloor(tx, channel, "directory", grace);
  const { deployment } = await readSettings(tx);
  return index(content.data, {
    deployment,
    channel,
    revision: [row.epoch, row.policyNumber + 1],
    release: release.number,
    atLeast: { directory: floor?.revision ?? [row.epoch, 0] },
  });
}

function named(number: number | null): string {
  return number === null ? "no release" : `release ${number}`;
}

/** The index, or why there can't be one: such a release would fail again every second. */
function index(content: ReleaseContent, place: ReleasePlace): PolicyData | string {
  try {
    return indexRelease(content, place);
  } catch (error) {
    return `The content can't be indexed: ${error instanceof Error ? error.message : "unknown"}.`;
  }
}

async function serve(tx: Transaction, job: Job, release: Release, data: PolicyData): Promise<void> {
  const now = new Date();
  await tx.channel.update({
    where: { slug: job.channel },
    data: { policyNumber: data.revision[1], releaseNumber: release.number },
  });
  await storePolicy(tx, job, data, { now });
  await tx.release.update({
    where: { number: release.number },
    data: { state: "served", signedAt: now, servedAt: now, error: null },
  });
  const policyRevision = revisionText(data.revision);
  await auditRelease(tx, "release.serve", release.number, { policyRevision });
  await notify(tx, "releases");
}

/** To a part of the enforcers: the channel's pointer stays where it is until the canary ends. */
async function tryOut(
  tx: Transaction,
  job: Job,
  { number, canaryPlan: plan }: Release,
  data: PolicyData,
): Promise<void> {
  const now = new Date();
  const { channel: slug } = job;
  const choice = chooseEnforcers(await readFleet(tx, slug, now), canaryPlan.parse(plan));
  if (!choice.ok) return refuse(tx, { number }, choice.why);
  const enforcerIds = [...choice.ids];
  await tx.channel.update({ where: { slug }, data: { policyNumber: data.revision[1] } });
  await storePolicy(tx, job, data, { now, canary: true });
  await tx.canary.create({
    data: { releaseNumber: number, channelSlug: slug, enforcerIds, startedAt: now },
  });
  await tx.release.update({
    where: { number },
    data: { state: "canary", signedAt: now, error: null },
  });
  const policyRevision = revisionText(data.revision);
  await auditRelease(tx, "release.canary", number, { policyRevision, enforcerIds });
  await notify(tx, "releases");
}

async function refuse(
  tx: Transaction,
  release: Pick<Release, "number">,
  why: string,
): Promise<void> {
  await tx.release.update({
    where: { number: release.number },
    data: { state: "failed", error: why },
  });
  await auditRelease(tx, "release.refuse", release.number, { why });
  await notify(tx, "releases");
}
