import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { openPublishCeremony } from "#lib/authenticators/step-up.ts";
import { AppError } from "#lib/errors.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { verb } from "#lib/verb.ts";
import { checkSnapshot, refuseErrors } from "./check-snapshot.ts";
import { releases } from "./contract.ts";
import { auditTarget, findRelease, lockBase, lockPublishing, nextNumber } from "./internal.ts";
import { releaseDigest } from "./release-digest.ts";
import { asJson } from "./stored-content.ts";
import { targetOf } from "./target.ts";

type Input = z.output<typeof releases.prepare.input>;
type Prepared = { readonly number: number; readonly digest: string };

/** The challenge is the digest of what would be published now: another content needs another ceremony. */
export const prepareRelease = verb(releases.prepare, async (ctx, input, tx) => {
  if (ctx.actor.kind !== "user")
    throw new AppError("forbidden", "Only a person has a passkey to publish with.");
  const { number, digest } =
    input.approve === undefined
      ? await prepareNew(tx, input)
      : await prepareWaiting(tx, input.approve, input.baseNumber);
  const options = await openPublishCeremony(ctx, digest);
  return {
    result: { number, baseNumber: input.baseNumber, digest, options: { ...options } },
    audit: { target: auditTarget(number), detail: { digest } },
  };
});

async function prepareNew(
  tx: Transaction,
  { baseNumber, rollbackTo, promote, canary }: Input,
): Promise<Prepared> {
  await lockPublishing(tx);
  const { channel, snapshot: read } = await targetOf(tx, { rollbackTo, promote });
  await lockBase(tx, { channel, baseNumber, canary });
  const snapshot = await read();
  refuseErrors(await checkSnapshot(tx, snapshot));
  const { deployment } = await readSettings(tx);
  const number = await nextNumber(tx);
  return {
    number,
    digest: releaseDigest({
      deployment,
      channel,
      number,
      baseNumber,
      content: asJson(snapshot.content),
      canary: canary ?? null,
    }),
  };
}

async function prepareWaiting(
  tx: Transaction,
  number: number,
  baseNumber: number | null,
): Promise<Prepared> {
  const row = await findRelease(tx, number);
  if (row.state !== "waiting")
    throw new AppError("conflict", `Release ${number} does not wait for approval.`);
  await lockBase(tx, { channel: row.channelSlug, baseNumber });
  return { number, digest: row.digest };
}
