import type { Actor } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { notify } from "#lib/db/notify.ts";
import { AppError } from "#lib/errors.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { verb } from "#lib/verb.ts";
import { canaries } from "./contract.ts";
import { actorName, findCanary, request, viewOf } from "./internal.ts";

/** Its time was part of what was approved: nobody shortens it. */
export const continueCanary = verb(canaries.continue, async (ctx, { number }, tx) => {
  const canary = await findCanary(tx, number);
  const { mayContinueAt, evaluation } = await viewOf(tx, number);
  await refuseToken(tx, ctx.actor);
  if (new Date(mayContinueAt) > new Date())
    throw new AppError(
      "conflict",
      `The canary of release ${number} runs until ${new Date(mayContinueAt).toISOString()}. Halt it, and publish to everybody at once, if it can't wait.`,
    );
  await request(tx, canary, "continue", { name: actorName(ctx.actor), reason: null });
  await notify(tx, "releases");
  return {
    result: await viewOf(tx, number),
    audit: {
      target: { kind: "release", id: String(number), name: `Release ${number}` },
      detail: { verdict: evaluation?.verdict ?? null, sentence: evaluation?.sentence ?? null },
    },
  };
});

/** Where tokens may not publish, a person decides that it goes to everybody. */
async function refuseToken(tx: Transaction, actor: Actor): Promise<void> {
  const { tokensMayPublish } = await readSettings(tx);
  if (actor.kind === "api-token" && !tokensMayPublish)
    throw new AppError(
      "forbidden",
      "Tokens may not publish in this deployment: a person continues.",
    );
}
