import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { databaseBeside } from "#lib/db/client.ts";
import { ceremonySeconds } from "./ceremony.ts";
import { relyingParty } from "./relying-party.ts";

/** Options of `navigator.credentials.get()`: without a user any discoverable passkey, with one only theirs. */
export async function requestOptions(
  challenge: string,
  userId: string | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const own = userId
    ? await databaseBeside().authenticator.findMany({
        where: { userId },
        orderBy: { createdAt: "asc" },
      })
    : [];
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: new Uint8Array(Buffer.from(challenge, "base64url")),
    userVerification: "required",
    timeout: ceremonySeconds * 1000,
    allowCredentials: own.map((each) => ({ id: each.credentialId, transports: each.transports })),
  });
}
