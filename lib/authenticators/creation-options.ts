import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
} from "@simplewebauthn/server";
import { database } from "#lib/db/client.ts";
import { ceremonySeconds } from "./ceremony.ts";
import { relyingParty } from "./relying-party.ts";
import { credentialAlgorithms } from "./verify-attestation.ts";

/** Options of `navigator.credentials.create()`: a discoverable passkey with user verification, no attestation. */
export async function creationOptions(
  challenge: string,
  user: { readonly id: string; readonly email: string; readonly name: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const own = await database().authenticator.findMany({ where: { userId: user.id } });
  return generateRegistrationOptions({
    rpName: relyingParty().name,
    rpID: relyingParty().id,
    userID: new Uint8Array(Buffer.from(user.id, "utf8")),
    userName: user.email,
    userDisplayName: user.name,
    challenge: new Uint8Array(Buffer.from(challenge, "base64url")),
    timeout: ceremonySeconds * 1000,
    attestationType: "none",
    supportedAlgorithmIDs: credentialAlgorithms,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: own.map((each) => ({ id: each.credentialId, transports: each.transports })),
  });
}
