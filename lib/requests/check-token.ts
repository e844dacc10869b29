import { z } from "zod";
import type { Context } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";

const claims = z.looseObject({ sub: z.string(), aud: z.string(), sid: z.string() });

/**
 * Nobody is impersonated: the token must say that it is the caller's own, of this session, for this API. Whether it
 * says the truth, its signature, is the enforcer's to check, as with every request.
 */
export function checkToken({ actor }: Context, token: string, audience: string): void {
  const { sub, aud, sid } = readClaims(token);
  const isOwn = actor.kind === "user" && sub === actor.slug && sid === actor.sessionId;
  if (isOwn && aud === audience) return;
  const message =
    aud === audience
      ? "The token is not of your own session."
      : "The token is for another API; get one for this one.";
  throw new AppError("invalid-input", message, { errors: [{ path: "token", message }] });
}

function readClaims(token: string): z.output<typeof claims> {
  try {
    const text = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
    return claims.parse(JSON.parse(text));
  } catch {
    return { sub: "", aud: "", sid: "" };
  }
}
