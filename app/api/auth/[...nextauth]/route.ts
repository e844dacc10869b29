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
  process.env["NEXTAUTH_URL"] = environment().PUBLIC_URL;
  if (Number(request.headers.get("content-length") ?? "0") > bodyBytesMax)
    return new Response(null, { status: 413 });
  const requestId = crypto.randomUUID();
  try {
    const ctx = await contextFromRequest(request, requestId);
    const answer: unknown = await NextAuth(request, route, nextAuthOptions(ctx, request.headers));
    return asResponse(answer);
  } catch (error) {
    return problem(error, requestId);
  }
}

/** next-auth's types say `any`; with a route's context it answers with a Response. */
function asResponse(answer: unknown): Response {
  if (answer instanceof Response) return answer;
  return new Response(null, { status: 500 });
}

export { handle as GET, handle as POST };
