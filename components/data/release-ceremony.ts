import { startAuthentication } from "@simplewebauthn/browser";
import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import type { z } from "zod";
import type { assertionResponse } from "#lib/authenticators/contract.ts";

/** The person's passkey over a release's digest: the challenge in `options`, as the server made them. */
export async function signRelease(
  options: Record<string, unknown>,
): Promise<z.input<typeof assertionResponse>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- travels through the contract as plain JSON
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const answer = await startAuthentication({ optionsJSON });
  return { ...answer, clientExtensionResults: { ...answer.clientExtensionResults } };
}
