import type { z } from "zod";
import type { DeviceKey } from "#lib/client/key-proof.ts";
import { newVerifier, redeem, type AccessToken } from "#lib/client/redeem.ts";
import type { tokens } from "#lib/tokens/contract.ts";

type CreateCode = (
  input: z.input<typeof tokens.createCode.input>,
) => Promise<z.output<typeof tokens.createCode.output>>;

/** Authorization code with PKCE, redeemed at once by this page (RFC 7636); a key binds the token to itself. */
export async function fetchToken(
  createCode: CreateCode,
  resource: string,
  scopes: readonly string[],
  key: DeviceKey | null,
): Promise<AccessToken> {
  const { verifier, challenge } = await newVerifier();
  const redirectUri = `${window.location.origin}/me/token`;
  const { code, tokenEndpoint } = await createCode({
    resource,
    clientId: "portal",
    redirectUri,
    codeChallenge: challenge,
    scopes: [...scopes],
    ...(key ? { dpopJkt: key.thumbprint } : {}),
  });
  return redeem({ tokenEndpoint, clientId: "portal", code, redirectUri, verifier, key });
}
