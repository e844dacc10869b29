import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context as HonoContext } from "hono";
import { contextFromRequest } from "#lib/auth/context-from-request.ts";
import { environment } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { registerOpenApi } from "#lib/http/open-api.ts";
import { problem } from "#lib/http/problem.ts";
import { readInput } from "#lib/http/read-input.ts";
import { authorise, invoke, type AnyVerb } from "#lib/verb.ts";

/**
 * Every verb that has a route, on one Hono app below /api/v1. Order per request: who is it, may they, only then
 * is the body read and parsed: a stranger's malformed request is a 401. Errors are problem+json.
 */
export function mount(verbs: readonly AnyVerb[]): OpenAPIHono {
  const app = new OpenAPIHono().basePath("/api/v1");
  app.get("/health", (c) => c.json({ status: "ok" }));
  for (const each of verbs) {
    const route = each.contract.route;
    if (!route) continue;
    app.on(route.method, honoPath(route.path), (c) => answer(c, each));
  }
  registerOpenApi(
    app,
    verbs.map((each) => each.contract),
  );
  app.notFound((c) =>
    problem(
      new AppError("not-found", `There is nothing at ${c.req.method} ${c.req.path}.`),
      requestIdOf(c),
    ),
  );
  app.onError((error, c) => problem(error, requestIdOf(c)));
  return app;
}

async function answer(c: HonoContext, each: AnyVerb): Promise<Response> {
  const { contract } = each;
  const requestId = requestIdOf(c);
  try {
    const ctx = await contextFromRequest(c.req.raw, requestId);
    authorise(ctx, contract);
    if (contract.kind === "write") refuseCrossSite(c);
    const output = await invoke(each, ctx, await readInput(c, contract));
    const version = versionOf(output);
    if (version !== null) c.header("ETag", `"${version}"`);
    c.header("Cache-Control", "no-store");
    c.header("X-Request-Id", requestId);
    return c.json(output ?? {}, contract.route?.status ?? 200);
  } catch (error) {
    return problem(error, requestId);
  }
}

/**
 * Cookies travel with cross-site requests, tokens don't: a write that brings no Authorization header must come
 * from our own pages. Browsers set Sec-Fetch-Site themselves; where it is missing the Origin must be the one we are
 * reached at, whatever the Host header says.
 */
function refuseCrossSite(c: HonoContext): void {
  if (c.req.header("authorization")) return;
  const site = c.req.header("sec-fetch-site");
  if (site === "same-origin") return;
  const origin = c.req.header("origin");
  if (site === undefined && origin === new URL(environment().PUBLIC_URL).origin) return;
  throw new AppError("forbidden", "This request did not come from the console's own pages.");
}

function requestIdOf(c: HonoContext): string {
  const given = c.req.header("x-request-id");
  return given && /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

/** `/policies/{name}` to Hono's `/policies/:name`. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

function versionOf(output: unknown): number | null {
  if (typeof output !== "object" || output === null || !("version" in output)) return null;
  return typeof output.version === "number" ? output.version : null;
}
