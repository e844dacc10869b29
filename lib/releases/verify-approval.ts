import { z } from "zod";
import { mayRole } from "#lib/auth/console-roles.ts";
import { assertionResponse } from "#lib/authenticators/contract.ts";
import { relyingParty } from "#lib/authenticators/relying-party.ts";
import { verifyAssertion } from "#lib/authenticators/verify-assertion.ts";
import { canaryPlan } from "#lib/canaries/contract.ts";
import type { Transaction } from "#lib/db/client.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { releaseDigest } from "./release-digest.ts";

/** As it is stored with the release. */
export const approval = z.object({
  userId: z.uuid(),
  name: z.string(),
  response: assertionResponse,
});

export type ApprovableRelease = {
  readonly number: number;
  readonly channelSlug: string;
  readonly baseNumber: number | null;
  readonly content: unknown;
  readonly digest: string;
  readonly authorKind: string;
  readonly authorId: string | null;
  readonly approval: unknown;
  readonly canaryPlan: unknown;
};

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

/**
 * Whether a release may be signed, from nothing the console says about it: the digest is computed anew from the
 * content, and a person's approval is a passkey assertion over exactly that digest by an active user who may
 * publish now. Without one, a token's release passes where the deployment lets tokens publish and the token
 * still may; the system's own only as number 1.
 */
export async function verifyApproval(
  tx: Transaction,
  release: ApprovableRelease,
): Promise<Verdict> {
  const settings = await readSettings(tx);
  const plan = canaryPlan.nullable().safeParse(release.canaryPlan);
  if (!plan.success) return refused("Who gets it first is unreadable.");
  const digest = releaseDigest({
    deployment: settings.deployment,
    channel: release.channelSlug,
    number: release.number,
    baseNumber: release.baseNumber,
    content: release.content,
    canary: plan.data,
  });
  if (digest !== release.digest) return refused("The content is not what the digest says.");
  if (release.approval !== null) return verifyPerson(tx, release.approval, digest);
  if (release.authorKind === "system" && release.number === 1) return { ok: true };
  if (release.authorKind !== "api-token") return refused("Nobody has approved it.");
  if (!settings.tokensMayPublish) return refused("Tokens may not publish in this deployment.");
  return verifyToken(tx, release.authorId);
}

async function verifyPerson(tx: Transaction, stored: unknown, digest: string): Promise<Verdict> {
  const parsed = approval.safeParse(stored);
  if (!parsed.success) return refused("The approval is unreadable.");
  const { response, userId } = parsed.data;
  const authenticator = await tx.authenticator.findUnique({
    where: { credentialId: response.id },
    include: { user: true },
  });
  if (!authenticator) return refused("The passkey that approved it is not known.");
  const { user } = authenticator;
  // Whose name the release shows must be whose passkey it was.
  if (user.id !== userId) return refused("The passkey that approved it is somebody else's.");
  if (user.state !== "active" || !mayRole(user.consoleRole, "releases:publish"))
    return refused("Who approved it may not publish.");
  const verified = await verifyAssertion({
    response,
    challenge: digest,
    relyingParty: relyingParty(),
    credential: {
      id: authenticator.credentialId,
      publicKey: authenticator.publicKey,
      // The console has stored the new value already when it took the approval.
      counter: null,
    },
  });
  return verified.ok ? { ok: true } : refused(`The approval does not hold (${verified.reason}).`);
}

async function verifyToken(tx: Transaction, tokenId: string | null): Promise<Verdict> {
  const token = tokenId
    ? await tx.apiToken.findUnique({ where: { id: tokenId }, include: { owner: true } })
    : null;
  const holds =
    token !== null &&
    token.revokedAt === null &&
    token.expiresAt > new Date() &&
    token.scopes.includes("releases:publish") &&
    token.owner.state === "active" &&
    mayRole(token.owner.consoleRole, "releases:publish");
  return holds ? { ok: true } : refused("The token that published it may not publish.");
}

function refused(why: string): Verdict {
  return { ok: false, why };
}
