import type { Context } from "#lib/context.ts";
import {
  approveDevice,
  quarantineDevice,
  releaseDevice,
  revokeDevice,
} from "#lib/devices/change-device.ts";
import { revokeEnforcer } from "#lib/enforcers/revoke-enforcer.ts";
import { AppError } from "#lib/errors.ts";
import { revokeApiToken } from "#lib/identities/api-tokens/change-api-token.ts";
import { createGrant } from "#lib/identities/grants/create-grant.ts";
import { takeRole } from "#lib/identities/grants/revoke-grant.ts";
import {
  reactivateUser,
  revokeUserSessions,
  suspendUser,
} from "#lib/identities/users/suspend-user.ts";
import { deletePolicy } from "#lib/policies/delete-policy.ts";
import { setPolicyMode } from "#lib/policies/set-policy-mode.ts";
import { authorise, invoke, verb, type AnyVerb } from "#lib/verb.ts";
import { bulk, type BulkAction, type RowResult } from "./contract.ts";

const single: Readonly<Record<BulkAction, AnyVerb>> = {
  "users.suspend": suspendUser,
  "users.reactivate": reactivateUser,
  "users.revokeSessions": revokeUserSessions,
  "grants.create": createGrant,
  "grants.take": takeRole,
  "devices.approve": approveDevice,
  "devices.quarantine": quarantineDevice,
  "devices.release": releaseDevice,
  "devices.revoke": revokeDevice,
  "policies.setMode": setPolicyMode,
  "policies.delete": deletePolicy,
  "enforcers.revoke": revokeEnforcer,
  "apiTokens.revoke": revokeApiToken,
};

/** Each holds a connection while its rows use another one: more at once could wait for each other for ever. */
const atOnceMax = 3;
let running = 0;

/**
 * The single verb for each thing, one after the other, each in a transaction of its own: holding the locks of many
 * at once would make others wait or fail. Who may not do it at all, or has to confirm first, is told before the first.
 */
export const runBulk = verb(bulk.run, async (ctx, { action, inputs }) => {
  const { tx: _own, ...alone } = ctx;
  authorise(alone, single[action].contract);
  if (running >= atOnceMax)
    throw new AppError("rate-limited", "Others are changing many things right now. Try again.", {
      retryAfterSeconds: 5,
    });
  running += 1;
  try {
    const results: RowResult[] = [];
    for (const input of inputs) results.push(await attempt(alone, single[action], input));
    const done = results.filter((each) => each.done).length;
    return {
      result: { results },
      audit: {
        target: { kind: "bulk", id: action, name: action },
        detail: { done, failed: results.length - done },
      },
    };
  } finally {
    running -= 1;
  }
});

async function attempt(ctx: Context, one: AnyVerb, input: unknown): Promise<RowResult> {
  try {
    await invoke(one, ctx, input);
    return { done: true };
  } catch (error) {
    // Without a database nothing goes on; a defect is answered as one, and what was done stays done and recorded.
    if (!(error instanceof AppError) || error.code === "unavailable") throw error;
    const fields = error.detail.errors?.map(({ path, message }) => `${path} ${message}`) ?? [];
    return {
      done: false,
      code: error.code,
      why: fields.length > 0 ? fields.join("; ") : error.message,
    };
  }
}
