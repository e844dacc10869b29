import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Authenticator } from "#lib/db/generated/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { passkeyName } from "./passkey-name.ts";
import { Refusal } from "./refusal.ts";
import type { NewCredential } from "./verify-attestation.ts";

/**
 * Keeps a verified new passkey. A credential id that exists already, whoever's it is, is refused (section 7.1, step
 * 26); a password ends with the first passkey; enforcers learn that a passkey is within reach.
 */
export async function storePasskey(
  tx: Transaction,
  ctx: Context,
  user: { readonly id: string; readonly slug: string },
  credential: NewCredential,
  name: string | undefined,
): Promise<Authenticator> {
  const taken = await tx.authenticator.findUnique({
    where: { credentialId: credential.credentialId },
  });
  if (taken) throw new Refusal("already-registered");
  const stored = await tx.authenticator.create({
    data: { ...credential, userId: user.id, name: name ?? passkeyName(ctx.userAgent) },
  });
  await tx.password.deleteMany({ where: { userId: user.id } });
  await touchDirectory(tx, "subject", user.slug);
  return stored;
}
