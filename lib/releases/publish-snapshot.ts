import { checkPublishCeremony } from "#lib/authenticators/step-up.ts";
import type { AssertionResponse } from "#lib/authenticators/contract.ts";
import type { CanaryPlan } from "#lib/canaries/contract.ts";
import type { Actor, Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Release } from "#lib/db/generated/client.ts";
import { AppError } from "#lib/errors.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { checkSnapshot, refuseErrors } from "./check-snapshot.ts";
import { insertRelease } from "./insert-release.ts";
import { lockBase, lockPublishing, nextNumber } from "./internal.ts";
import { releaseDigest } from "./release-digest.ts";
import { asJson } from "./stored-content.ts";
import { targetOf, type Source } from "./target.ts";

export type Publication = {
  readonly source: Source;
  readonly message: string;
  readonly baseNumber: number | null;
  readonly canary: CanaryPlan | null;
  readonly assertion: AssertionResponse | undefined;
};

/**
 * Makes the release of a snapshot that is taken under the publishers' lock. A person's has to carry the passkey
 * assertion over its digest; a token's is signed where the deployment lets tokens publish, and waits for a person
 * elsewhere. The authority verifies all of it again before it signs.
 */
export async function publishSnapshot(
  ctx: Context,
  tx: Transaction,
  publication: Publication,
): Promise<Release> {
  const { message, baseNumber, source, canary } = publication;
  await lockPublishing(tx);
  const { channel, snapshot: read } = await targetOf(tx, source);
  await lockBase(tx, { channel, baseNumber, canary });
  const snapshot = await read();
  refuseErrors(await checkSnapshot(tx, snapshot));
  const number = await nextNumber(tx);
  const { deployment, tokensMayPublish } = await readSettings(tx);
  const content = asJson(snapshot.content);
  const place = { deployment, channel, number, baseNumber };
  const digest = releaseDigest({ ...place, content, canary });
  const approval = await approve(ctx, digest, publication.assertion);
  return insertRelease(tx, {
    number,
    channel,
    baseNumber,
    state: approval !== null || tokensMayPublish ? "signing" : "waiting",
    snapshot,
    message,
    rollbackOf: source.rollbackTo ?? null,
    promotedFrom: source.promote ?? null,
    author: authorOf(ctx.actor),
    approval,
    canary,
  });
}

/** Null for a token: it has no passkey. */
export async function approve(
  ctx: Context,
  digest: string,
  assertion: AssertionResponse | undefined,
): Promise<unknown> {
  const { actor } = ctx;
  if (actor.kind === "api-token") return null;
  if (actor.kind !== "user") throw new AppError("forbidden", "Only people and tokens publish.");
  if (!assertion)
    throw new AppError("invalid-input", "A person publishes with a passkey.", {
      errors: [{ path: "assertion", message: "is missing" }],
    });
  await checkPublishCeremony(ctx, digest, assertion);
  return { userId: actor.userId, name: actor.name, response: assertion };
}

function authorOf(actor: Actor): { kind: string; id: string | null; name: string } {
  if (actor.kind === "user") return { kind: "user", id: actor.userId, name: actor.name };
  if (actor.kind === "api-token")
    return {
      kind: "api-token",
      id: actor.tokenId,
      name: `${actor.name} (token ${actor.tokenName})`,
    };
  throw new AppError("forbidden", "Only people and tokens publish.");
}
