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
    }) ?? authenticatorDataProblem(response.response.authenticatorData);
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
        // Compared below, where a signature has shown that the number is the authenticator's.
        counter: 0,
      },
    });
    if (!verified) return { ok: false, reason: "bad-signature" };
    if (!hasRisen(authenticationInfo.newCounter, credential.counter))
      return { ok: false, reason: "counter-back" };
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

/** Flags (section 6.1): bit 0 is user presence, bit 2 user verification. */
function authenticatorDataProblem(base64url: string): AssertionProblem | null {
  const bytes = Buffer.from(base64url, "base64url");
  if (bytes.length < 37) return "unreadable";
  return (bytes.readUInt8(32) & 0x05) === 0x05 ? null : "user-not-verified";
}

/** A counter that does not rise says "copied key" (section 6.1.1); passkeys without one always say zero. */
function hasRisen(now: number, before: number | null): boolean {
  return before === null || (now === 0 && before === 0) || now > before;
}
