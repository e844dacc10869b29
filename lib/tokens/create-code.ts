import { newSecret } from "#lib/auth/secret-token.ts";
import type { Transaction } from "#lib/db/client.ts";
import { environment } from "#lib/env.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { tokens } from "./contract.ts";

/** RFC 6749 §4.1.2: a code lives shortly; ten minutes at most, and a browser needs a second. */
const codeSeconds = 60;

export const createCode = verb(tokens.createCode, async (ctx, input, tx) => {
  const { actor } = ctx;
  if (actor.kind !== "user")
    throw new AppError("forbidden", "An access token is for a signed-in person.");
  const api = found(await tx.api.findUnique({ where: { slug: input.resource } }), "API");
  checkRedirect(input.redirectUri, input.clientId);
  if (input.dpopJkt !== undefined) await checkKey(tx, input.dpopJkt, actor.userId);
  const secret = newSecret("spc");
  const expiresAt = new Date(Date.now() + codeSeconds * 1000);
  await tx.authorizationCode.create({
    data: {
      hash: secret.hash,
      userId: actor.userId,
      sessionId: actor.sessionId,
      clientId: input.clientId,
      redirectUri: input.redirectUri,
      codeChallenge: input.codeChallenge,
      resource: api.audience,
      scopes: input.scopes,
      dpopJkt: input.dpopJkt ?? null,
      expiresAt,
    },
  });
  return {
    result: {
      code: secret.text,
      state: input.state ?? null,
      redirectUri: input.redirectUri,
      expiresAt,
      tokenEndpoint: `${environment().PUBLIC_URL}/oauth/token`,
    },
    audit: {
      target: { kind: "api", id: api.id, name: api.name },
      detail: { client: input.clientId, bound: input.dpopJkt !== undefined },
    },
  };
});

/**
 * Where a code may go: back to the portal, or to a program on the same machine by a loopback address with any
 * port (RFC 8252 §7.3); never by name, which could resolve elsewhere.
 */
function checkRedirect(redirectUri: string, clientId: "portal" | "cli"): void {
  const url = new URL(redirectUri);
  const clean = url.username === "" && url.password === "" && url.hash === "";
  const portal = url.origin === new URL(environment().PUBLIC_URL).origin;
  const loopback =
    url.protocol === "http:" && (url.hostname === "127.0.0.1" || url.hostname === "[::1]");
  if (clean && (clientId === "portal" ? portal : loopback)) return;
  throw new AppError("invalid-input", "The code can't be sent there.", {
    errors: [
      {
        path: "redirectUri",
        message:
          clientId === "portal"
            ? "must be on the portal's own origin"
            : "must be a loopback address: http://127.0.0.1:<port>/… or http://[::1]:<port>/…",
      },
    ],
  });
}

/** Only a key of a device of one's own that is not shut out. */
async function checkKey(tx: Transaction, thumbprint: string, userId: string): Promise<void> {
  const key = await tx.deviceKey.findFirst({
    where: {
      thumbprint,
      revokedAt: null,
      device: { ownerId: userId, state: { in: ["trusted", "pending"] } },
    },
  });
  if (key) return;
  throw new AppError("invalid-input", "That key is not of a device of yours in use.", {
    errors: [{ path: "dpopJkt", message: "must be a key of one of your trusted devices" }],
  });
}
