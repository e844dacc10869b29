import type { FastifyRequest } from "fastify";

const bodyBytesMax = 16 * 1024;

/** RFC 6749 §5.2 and its extensions. */
export type TokenErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "unsupported_grant_type"
  | "invalid_target"
  | "invalid_dpop_proof";

export class TokenError extends Error {
  readonly code: TokenErrorCode;
  constructor(code: TokenErrorCode, description: string) {
    super(description);
    this.code = code;
  }
}

export type TokenRequest = {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
  readonly resource: string | null;
};

const clients: ReadonlySet<string> = new Set(["portal", "cli"]);

/** Reads a token request strictly: form-encoded, every parameter at most once (RFC 6749 §3.2). */
export function readTokenRequest(request: FastifyRequest): TokenRequest {
  const form = readForm(request);
  if (needed(form, "grant_type") !== "authorization_code")
    throw new TokenError("unsupported_grant_type", "Only authorization_code is supported.");
  const clientId = needed(form, "client_id");
  if (!clients.has(clientId)) throw new TokenError("invalid_client", "The client is not known.");
  const verifier = needed(form, "code_verifier");
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier))
    throw new TokenError("invalid_request", "code_verifier is not of the form of RFC 7636 §4.1.");
  return {
    code: needed(form, "code"),
    clientId,
    redirectUri: needed(form, "redirect_uri"),
    verifier,
    resource: form.get("resource"),
  };
}

function readForm(request: FastifyRequest): URLSearchParams {
  const mediaType = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/x-www-form-urlencoded")
    throw new TokenError("invalid_request", "Send a form (application/x-www-form-urlencoded).");
  const { body } = request;
  if (!Buffer.isBuffer(body) || body.length > bodyBytesMax)
    throw new TokenError("invalid_request", "The body is missing or too large.");
  const form = new URLSearchParams(body.toString("utf8"));
  for (const name of new Set(form.keys()))
    if (form.getAll(name).length > 1)
      throw new TokenError("invalid_request", `${name} came more than once.`);
  return form;
}

function needed(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value === null || value === "")
    throw new TokenError("invalid_request", `${name} is missing.`);
  return value;
}
