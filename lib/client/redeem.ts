import { base64url, sha256 } from "#lib/client/base64url.ts";
import { dpopProof, type DeviceKey } from "#lib/client/key-proof.ts";

export type AccessToken = {
  readonly token: string;
  /** `Bearer`, or `DPoP` when it is bound to a key. */
  readonly type: string;
  readonly expiresInSeconds: number;
};

/** PKCE (RFC 7636): a fresh verifier and its S256 challenge. */
export async function newVerifier(): Promise<{ verifier: string; challenge: string }> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  return { verifier, challenge: await sha256(verifier) };
}

/** Redeems an authorization code at the token endpoint (RFC 6749, section 4.1.3; RFC 9449, section 5). */
export async function redeem(input: {
  readonly tokenEndpoint: string;
  readonly clientId: "portal" | "cli";
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string;
  readonly key: DeviceKey | null;
}): Promise<AccessToken> {
  const { tokenEndpoint, key } = input;
  const response = await fetch(tokenEndpoint, {
    method: "POST",
    headers: key ? { dpop: await dpopProof(key, { method: "POST", url: tokenEndpoint }) } : {},
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: input.clientId,
      code: input.code,
      redirect_uri: input.redirectUri,
      code_verifier: input.verifier,
    }),
  });
  const answer: unknown = await response.json().catch(() => null);
  const token = member(answer, "access_token");
  if (!response.ok || typeof token !== "string")
    throw new Error(
      text(member(answer, "error_description")) ??
        text(member(answer, "detail")) ??
        `The token endpoint answered ${response.status}.`,
    );
  const expires = member(answer, "expires_in");
  return {
    token,
    type: text(member(answer, "token_type")) ?? "Bearer",
    expiresInSeconds: typeof expires === "number" ? expires : 0,
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
