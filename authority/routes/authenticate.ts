import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Authority } from "#authority/authority.ts";
import type { CredentialEntry } from "#authority/credential-book.ts";

/** RFC 6750 §2.1; our secrets are `spe_` and 43 characters. */
const bearer = /^Bearer +(spe_[A-Za-z0-9_-]{43})$/i;

/** Whose request this is; null after a 401 has been sent, or a 503 before credentials were read for the first time. Only memory is asked: refusing a stranger costs nothing. */
export function authenticate(
  authority: Authority,
  request: FastifyRequest,
  reply: FastifyReply,
): CredentialEntry | null {
  const entry = credentialOf(authority, request.headers);
  if (entry === null) void (authority.book.isRead() ? refuseCredential(reply) : notReady(reply));
  return entry;
}

/** Null: nobody's, or not valid any more. That it was used is noted. */
export function credentialOf(
  { book, fleet }: Authority,
  { authorization = "" }: IncomingHttpHeaders,
): CredentialEntry | null {
  const secret = bearer.exec(authorization)?.[1];
  const entry = secret === undefined ? null : book.find(secret);
  if (entry !== null) fleet.noteCredential(entry.credentialId);
  return entry;
}

/** Before the body: a stranger's is never read into memory. */
export function refuseStrangers(authority: Authority) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | void> => {
    if (authenticate(authority, request, reply) === null) return reply;
  };
}

/** A valid enforcer must not be told that its credential is not: it backs off and asks again. */
function notReady(reply: FastifyReply): FastifyReply {
  return refuse(reply, {
    title: "Service Unavailable",
    status: 503,
    detail: "The authority has not read who may ask it yet.",
  });
}

export function refuseCredential(reply: FastifyReply): FastifyReply {
  return refuse(reply.header("www-authenticate", 'Bearer realm="sallyport"'), {
    title: "Unauthorized",
    status: 401,
    detail: "This needs the credential of an enforcer that is not revoked.",
  });
}

function refuse(
  reply: FastifyReply,
  problem: { readonly title: string; readonly status: number; readonly detail: string },
): FastifyReply {
  return reply
    .code(problem.status)
    .header("content-type", "application/problem+json")
    .send(JSON.stringify(problem));
}
