import type { Context } from "#lib/context.ts";
import { contextFromHeaders } from "#lib/auth/context-from-headers.ts";

/** The context of an HTTP request to the console: API token, session, or anonymous. */
export function contextFromRequest(request: Request, requestId: string): Promise<Context> {
  return contextFromHeaders(request.headers, requestId);
}
