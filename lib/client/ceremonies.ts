import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/browser";
import { ceremonyError, CeremonyError } from "#lib/client/ceremony-error.ts";
import { enter } from "#lib/client/enter.ts";

/** Where the new passkey should live: here, or on a phone that is asked by QR code. */
export type Place = "here" | "phone";

export type Newcomer = { readonly name: string; readonly email: string };

/** Any of the person's passkeys, for signing in. */
function askForPasskey(): Promise<AuthenticationResponseJSON> {
  return withWords(() => assertion("sign-in", {}));
}

/** A new session for somebody whose old one ended while they were at work. */
export async function signInWithPasskey(): Promise<void> {
  await enter("passkey", { response: JSON.stringify(await askForPasskey()) });
}

/** The first passkey of an invitation, first run or recovery. */
export function makeFirstPasskey(
  token: string,
  newcomer: Newcomer | null,
  place: Place,
): Promise<RegistrationResponseJSON> {
  return withWords(() => attestation("invitation", { token, newcomer }, place));
}

/** Verifies the person of this session once more. */
export function stepUpWithPasskey(): Promise<void> {
  return withWords(async () => {
    const response = await assertion("step-up", {});
    await post("step-up/verify", { response });
  });
}

/** One more passkey for the person of this session. */
export function addPasskey(place: Place, name?: string): Promise<void> {
  return withWords(async () => {
    const response = await attestation("register", {}, place);
    await post("register/verify", { response, ...(name ? { name } : {}) });
  });
}

async function assertion(purpose: string, body: object): Promise<AuthenticationResponseJSON> {
  refuseUnsupported();
  const optionsJSON = asRequestOptions(await post(`${purpose}/options`, body));
  return startAuthentication({ optionsJSON });
}

async function attestation(
  purpose: string,
  body: object,
  place: Place,
): Promise<RegistrationResponseJSON> {
  refuseUnsupported();
  const options = asCreationOptions(await post(`${purpose}/options`, body));
  return startRegistration({
    optionsJSON: place === "phone" ? { ...options, hints: ["hybrid"] } : options,
  });
}

function refuseUnsupported(): void {
  if (/^(?:\d+\.){3}\d+$|^\[/.test(window.location.hostname))
    throw new CeremonyError("wrong-address");
  if (!browserSupportsWebAuthn()) throw new CeremonyError("unsupported");
}

async function post(step: string, body: object): Promise<unknown> {
  const response = await fetch(`/api/auth/ceremonies/${step}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const reason: unknown =
    typeof answer === "object" && answer !== null ? Reflect.get(answer, "reason") : null;
  throw new CeremonyError(
    typeof reason === "string" ? reason : response.status === 401 ? "session-ended" : "unavailable",
  );
}

async function withWords<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw ceremonyError(error);
  }
}

/** Made by the server with the library's own counterpart. */
function asRequestOptions(answer: unknown): PublicKeyCredentialRequestOptionsJSON {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server's answer
  return answer as PublicKeyCredentialRequestOptionsJSON;
}

/** As above. */
function asCreationOptions(answer: unknown): PublicKeyCredentialCreationOptionsJSON {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own server's answer
  return answer as PublicKeyCredentialCreationOptionsJSON;
}
