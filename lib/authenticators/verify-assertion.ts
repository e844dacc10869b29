import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { clientDataProblem, readClientData } from "./client-data.ts";
import type { AssertionResponse } from "./contract.ts";
import { asAuthentication } from "./passkey-response.ts";

export type AssertionProblem =
  | "unreadable"
  | "wrong-type"
  | "wrong-challenge"
  | "wrong-origin"
  | "framed"
  | "wrong-credential"
  | "user-not-verified"
  | "counter-back"
  | "bad-signature";

export type VerifiedAssertion =
  | {
      readonly ok: true;
      readonly counter: number;
      readonly backedUp: boolean;
      readonly deviceType: string;
    }
  | { readonly ok: false; readonly reason: AssertionProblem };

/**
 * Verifies a passkey assertion over a known challenge (WebAuthn Level 3, section 7.2): type, challenge, origin,
 * RP ID, user presence and verification, signature, and that the counter rose. Pure but for the clock-free
 * library call: the console uses it for sign-in and step-up, the authority again for a release's approval, where
 * `counter` is null because the console has stored the new value already.
 */
export async function verifyAssertion(input: {
  readonly response: AssertionResponse;
  /** base64url, as it was in the options. */
  readonly challenge: string;
  readonly relyingParty: { readonly id: string; readonly origin: string };
  readonly credential: {
    readonly id: string;
    readonly publicKey: Uint8Array;
    readonly counter: number | null;
  };
}): Promise<VerifiedAssertion> {
  const { response, challenge, relyingParty, credential } = input;
  if (response.id !== credential.id) return { ok: false, reason: "wrong-credential" };
  const wrong =
    clientDataProblem(readClientData(response.response.clientDataJSON), {
      type: "webauthn.get",
      challenge,
      origin: relyingParty.origin,
    }) ?? authenticatorDataProblem(response.response.authenticatorData, credential.counter);
  if (wrong) return { ok: false, reason: wrong };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: asAuthentication(response),
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      credential: {
        id: credential.id,
        publicKey: new Uint8Array(credential.publicKey),
        counter: credential.counter ?? 0,
      },
    });
    if (!verified) return { ok: false, reason: "bad-signature" };
    return {
      ok: true,
      counter: authenticationInfo.newCounter,
      backedUp: authenticationInfo.credentialBackedUp,
      deviceType: authenticationInfo.credentialDeviceType,
    };
  } catch {
    return { ok: false, reason: "bad-signature" };
  }
}

/** Flags and counter (section 6.1): bit 2 is user verification; a counter that does not rise says "copied key". */
function authenticatorDataProblem(
  base64url: string,
  counter: number | null,
): AssertionProblem | null {
  const bytes = Buffer.from(base64url, "base64url");
  if (bytes.length < 37) return "unreadable";
  if ((bytes.readUInt8(32) & 0x05) !== 0x05) return "user-not-verified";
  const now = bytes.readUInt32BE(33);
  if (counter !== null && (now > 0 || counter > 0) && now <= counter) return "counter-back";
  return null;
}
