import type { CanaryPlan } from "#lib/canaries/contract.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Release } from "#lib/db/generated/client.ts";
import { notify } from "#lib/db/notify.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { releaseDigest } from "./release-digest.ts";
import type { Snapshot } from "./snapshot-content.ts";
import { asJson } from "./stored-content.ts";

export type NewRelease = {
  readonly number: number;
  readonly channel: string;
  readonly baseNumber: number | null;
  readonly state: "waiting" | "signing";
  readonly snapshot: Snapshot;
  readonly message: string;
  readonly rollbackOf: number | null;
  readonly promotedFrom?: number | null;
  readonly author: { readonly kind: string; readonly id: string | null; readonly name: string };
  readonly approval: unknown;
  readonly canary: CanaryPlan | null;
};

/** Writes a release and wakes the authority, in the caller's transaction. */
export async function insertRelease(tx: Transaction, release: NewRelease): Promise<Release> {
  const { deployment } = await readSettings(tx);
  const { number, channel, baseNumber, snapshot, canary } = release;
  const content = asJson(snapshot.content);
  const row = await tx.release.create({
    data: {
      number,
      channelSlug: channel,
      baseNumber,
      state: release.state,
      content,
      sources: asJson(snapshot.sources),
      digest: releaseDigest({ deployment, channel, number, baseNumber, content, canary }),
      message: release.message,
      rollbackOf: release.rollbackOf,
      promotedFrom: release.promotedFrom ?? null,
      authorKind: release.author.kind,
      authorId: release.author.id,
      authorName: release.author.name,
      ...(canary && { canaryPlan: asJson(canary) }),
      ...(release.approval !== null && { approval: asJson(release.approval) }),
    },
  });
  await notify(tx, "releases");
  return row;
}
