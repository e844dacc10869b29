import { environment } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { problem } from "#lib/http/problem.ts";

/** RFC 9110, section 7.6.1, and what belongs to the connection to us rather than to the message. */
const notForwarded = new Set([
  "connection",
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "content-length",
]);

/**
 * The door to the authority on the console's origin: streams the request there and the answer back, so that an
 * enforcer needs to reach one address only. A parked poll ends there when the client hangs up here. Bytes, status
 * and ETag pass unchanged; cookies don't, the authority knows none.
 */
export async function forwardToAuthority(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers();
  for (const [name, value] of request.headers)
    if (!notForwarded.has(name) && name !== "cookie") headers.set(name, value);
  const bodied = request.method !== "GET" && request.method !== "HEAD" && request.body !== null;
  try {
    const answer = await fetch(`${environment().AUTHORITY_URL}${pathname}${search}`, {
      method: request.method,
      headers,
      redirect: "manual",
      cache: "no-store",
      signal: request.signal,
      ...(bodied ? { body: request.body, duplex: "half" as const } : {}),
    });
    const answered = new Headers(answer.headers);
    for (const name of ["connection", "keep-alive", "transfer-encoding"]) answered.delete(name);
    return new Response(answer.body, { status: answer.status, headers: answered });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    return problem(
      new AppError("unavailable", "The authority can't be reached.", {}, { cause: error }),
      crypto.randomUUID(),
    );
  }
}
