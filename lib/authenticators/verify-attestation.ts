import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { clientDataProblem, readClientData } from "./client-data.ts";
import type { AttestationResponse } from "./contract.ts";
import { asRegistration } from "./passkey-response.ts";

export type NewCredential = {
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: bigint;
  readonly aaguid: string;
  readonly deviceType: string;
  readonly backedUp: boolean;
  readonly transports: string[];
};

/** ES256, EdDSA, RS256: what every authenticator in use speaks. */
export const credentialAlgorithms = [-7, -8, -257];

const knownTransports = new Set(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]);

/** Verifies a new passkey (WebAuthn Level 3, section 7.1), attestation `none`; null when anything is wrong. */
export async function verifyAttestation(input: {
  readonly response: AttestationResponse;
  readonly challenge: string;
  readonly relyingParty: { readonly id: string; readonly origin: string };
}): Promise<NewCredential | null> {
  const { response, challenge, relyingParty } = input;
  const wrong = clientDataProblem(readClientData(response.response.clientDataJSON), {
    type: "webauthn.create",
    challenge,
    origin: relyingParty.origin,
  });
  if (wrong) return null;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: asRegistration(response),
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: credentialAlgorithms,
    });
    if (!verified || registrationInfo.credential.id !== response.id) return null;
    return {
      credentialId: registrationInfo.credential.id,
      publicKey: new Uint8Array(registrationInfo.credential.publicKey),
      counter: BigInt(registrationInfo.credential.counter),
      aaguid: registrationInfo.aaguid,
      deviceType: registrationInfo.credentialDeviceType,
      backedUp: registrationInfo.credentialBackedUp,
      transports: response.response.transports.filter((each) => knownTransports.has(each)),
    };
  } catch {
    return null;
  }
}
