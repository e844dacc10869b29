// The one door from Next's request to a context. oxlint's fence keeps Next out of the rest of this folder.
// oxlint-disable-next-line no-restricted-imports -- server components have no Request to pass in
import { headers } from "next/headers";
// oxlint-disable-next-line no-restricted-imports -- as above
import { redirect } from "next/navigation";
// oxlint-disable-next-line no-restricted-imports -- as above
import { cache } from "react";
import type { Context } from "#lib/context.ts";
import { databaseAway, isDatabaseAway } from "#lib/database-away.ts";
import { contextFromHeaders } from "#lib/auth/context-from-headers.ts";
import { localPath } from "#lib/auth/local-path.ts";

/** Written by `proxy.ts` on every page request: the path and query that were asked for. */
export const requestedPathHeader = "x-sallyport-path";

/** The page's context, anonymous included; looked up once per request. */
export const contextOrAnonymous = cache(async (): Promise<Context> => {
  const given = await headers();
  const id = given.get("x-request-id");
  try {
    return await contextFromHeaders(
      new Headers(given),
      id !== null && /^[A-Za-z0-9_-]{8,64}$/.test(id) ? id : crypto.randomUUID(),
    );
  } catch (error) {
    throw isDatabaseAway(error) ? databaseAway(error) : error;
  }
});

/** The context of a page that needs somebody: strangers go to the sign-in page and come back. */
export async function contextFromPage(next?: string): Promise<Context> {
  const ctx = await contextOrAnonymous();
  if (ctx.actor.kind !== "anonymous") return ctx;
  const wanted = localPath(next ?? (await headers()).get(requestedPathHeader));
  redirect(wanted === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(wanted)}`);
}
