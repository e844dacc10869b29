import type { Actor, Context } from "#lib/context.ts";
import { clientAddress } from "#lib/auth/client-address.ts";
import { resolveApiToken } from "#lib/auth/resolve-api-token.ts";
import { resolveEnrollmentCode } from "#lib/auth/resolve-enrollment-code.ts";
import { resolveSession } from "#lib/auth/resolve-session.ts";
import { readSessionCookie } from "#lib/auth/session-cookie.ts";

/**
 * Who calls. An Authorization header, even a bad one, keeps the cookie out of it: cookie sessions are guarded
 * against cross-site requests by the absence of that header. No other header has any say, `x-middleware-subrequest`
 * included.
 */
export async function contextFromHeaders(headers: Headers, requestId: string): Promise<Context> {
  return {
    actor: await actorOf(headers),
    requestId,
    ip: clientAddress(headers),
    userAgent: headers.get("user-agent")?.slice(0, 300) ?? null,
  };
}

async function actorOf(headers: Headers): Promise<Actor> {
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    return (token ? await resolveBearer(token) : null) ?? { kind: "anonymous" };
  }
  const sessionId = await readSessionCookie(headers.get("cookie"));
  return (sessionId ? await resolveSession(sessionId) : null) ?? { kind: "anonymous" };
}

function resolveBearer(token: string): Promise<Actor | null> {
  return token.startsWith("spb_") ? resolveEnrollmentCode(token) : resolveApiToken(token);
}
