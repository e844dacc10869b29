import { databaseBeside } from "#lib/db/client.ts";
import type { Authenticator, Ceremony, User } from "#lib/db/generated/client.ts";
import { consumeCeremony, type Binding, type CeremonyPurpose } from "./ceremony.ts";
import type { AssertionResponse } from "./contract.ts";
import { Refusal } from "./refusal.ts";
import { relyingParty } from "./relying-party.ts";
import { verifyAssertion } from "./verify-assertion.ts";

export type CheckedPasskey = {
  readonly authenticator: Authenticator;
  readonly user: User;
  readonly ceremony: Ceremony;
};

/**
 * One passkey assertion, from its challenge to its stored counter: the ceremony is spent, the passkey looked up,
 * the answer verified, owner and user handle compared, the account active. `seen` learns of the user as soon as
 * one is known, for the audit log.
 */
export async function checkPasskey(
  purpose: CeremonyPurpose,
  binding: Binding,
  response: AssertionResponse,
  seen: (user: User) => void = () => undefined,
): Promise<CheckedPasskey> {
  const { ceremony, challenge } = await consumeCeremony(
    response.response.clientDataJSON,
    purpose,
    binding,
  );
  const found = await databaseBeside().authenticator.findUnique({
    where: { credentialId: response.id },
    include: { user: true },
  });
  if (!found) throw new Refusal("unknown-passkey");
  const { user, ...authenticator } = found;
  seen(user);
  if (binding.kind === "session" && user.id !== binding.userId) throw new Refusal("wrong-user");
  checkUserHandle(response, user.id, binding);
  const verified = await verifyAssertion({
    response,
    challenge,
    relyingParty: relyingParty(),
    credential: {
      id: authenticator.credentialId,
      publicKey: authenticator.publicKey,
      counter: Number(authenticator.counter),
    },
  });
  if (!verified.ok)
    throw new Refusal(verified.reason === "counter-back" ? "counter-back" : "passkey-refused");
  // Section 7.2, step 19: whether a passkey can be copied never changes in its life.
  if (verified.deviceType !== authenticator.deviceType) throw new Refusal("passkey-refused");
  if (user.state === "suspended") throw new Refusal("user-suspended");
  if (user.state !== "active") throw new Refusal("user-inactive");
  await storeUse(authenticator, verified.counter, verified.backedUp);
  return { authenticator, user, ceremony };
}

/** Section 7.2, step 6: a discoverable passkey names its user; where it does, the name must be right. */
function checkUserHandle(response: AssertionResponse, userId: string, binding: Binding): void {
  const handle = response.response.userHandle;
  if (!handle) {
    if (binding.kind === "browser") throw new Refusal("passkey-refused");
    return;
  }
  if (Buffer.from(handle, "base64url").toString("utf8") !== userId) throw new Refusal("wrong-user");
}

/** The old counter is part of the condition: of two answers with the same counter one loses. */
async function storeUse(
  authenticator: Authenticator,
  counter: number,
  backedUp: boolean,
): Promise<void> {
  const { count } = await databaseBeside().authenticator.updateMany({
    where: { id: authenticator.id, counter: authenticator.counter },
    data: { counter: BigInt(counter), backedUp, lastUsedAt: new Date() },
  });
  if (count !== 1) throw new Refusal("counter-back");
}
