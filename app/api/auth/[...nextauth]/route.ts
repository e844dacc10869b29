import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { contextFromRequest } from "#lib/auth/context-from-request.ts";
import { nextAuthOptions } from "#lib/authenticators/next-auth-options.ts";
import { environment } from "#lib/env.ts";
import { problem } from "#lib/http/problem.ts";

type RouteContext = { readonly params: Promise<{ nextauth: string[] }> };

const bodyBytesMax = 200_000;

/** next-auth takes its origin from this variable alone; the Host header has no say. */
async function handle(request: NextRequest, route: RouteContext): Promise<Response> {
  const refused = refusal(request, (await route.params).nextauth[0] ?? "");
  if (refused) return refused;
  process.env["NEXTAUTH_URL"] = environment().PUBLIC_URL;
  const requestId = crypto.randomUUID();
  try {
    const ctx = await contextFromRequest(request, requestId);
    const answer: unknown = await NextAuth(request, route, nextAuthOptions(ctx, request.headers));
    return asResponse(answer);
  } catch (error) {
    return problem(error, requestId);
  }
}

/** What our own pages use of next-auth, by method. It answers 500 to some of the rest, and lets strangers write to the log. */
const used: Readonly<Record<string, ReadonlySet<string>>> = {
  GET: new Set(["csrf", "error", "session", "signin", "signout"]),
  POST: new Set(["callback", "signout"]),
};

function refusal(request: NextRequest, action: string): Response | null {
  if (used[request.method]?.has(action) !== true)
    return new Response(null, { status: used["POST"]?.has(action) === true ? 405 : 404 });
  return request.method === "POST" ? bodyRefusal(request.headers) : null;
}

function bodyRefusal(headers: Headers): Response | null {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  // Forms only: next-auth would answer 500 to JSON that is none.
  if (type !== "application/x-www-form-urlencoded") return new Response(null, { status: 415 });
  // next-auth reads bodies whole, so their length must be known before.
  const length = headers.get("content-length");
  if (length === null) return new Response(null, { status: 411 });
  return Number(length) > bodyBytesMax ? new Response(null, { status: 413 }) : null;
}

/** next-auth's types say `any`; with a route's context it answers with a Response. */
function asResponse(answer: unknown): Response {
  if (answer instanceof Response) return answer;
  return new Response(null, { status: 500 });
}

export { handle as GET, handle as POST };
