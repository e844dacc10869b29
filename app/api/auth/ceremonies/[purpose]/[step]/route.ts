import { contextFromRequest } from "#lib/auth/context-from-request.ts";
import { answerCeremony } from "#lib/authenticators/answer-ceremony.ts";
import { browserOf, newBrowser } from "#lib/authenticators/browser-cookie.ts";
import { environment } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { problem } from "#lib/http/problem.ts";

type RouteContext = { readonly params: Promise<{ purpose: string; step: string }> };

const bodyBytesMax = 200_000;

/** One step of a ceremony. JSON from our own origin only; a browser without our cookie gets one. */
export async function POST(request: Request, route: RouteContext): Promise<Response> {
  const requestId = crypto.randomUUID();
  try {
    refuseOtherOrigins(request);
    const { purpose, step } = await route.params;
    const ctx = await contextFromRequest(request, requestId);
    const known = await browserOf(request.headers);
    const fresh = known ? null : newBrowser();
    const browser = known ?? fresh?.browser;
    if (!browser) throw new AppError("malformed", "There is no browser.");
    const answer = await answerCeremony(`${purpose}/${step}`, ctx, browser, await bodyOf(request));
    return Response.json(answer, {
      headers: {
        "cache-control": "no-store",
        ...(fresh ? { "set-cookie": fresh.setCookie } : {}),
      },
    });
  } catch (error) {
    return problem(error, requestId);
  }
}

function refuseOtherOrigins(request: Request): void {
  const own = new URL(environment().PUBLIC_URL).origin;
  if (request.headers.get("origin") !== own)
    throw new AppError("forbidden", `Passkeys work on ${own} only.`, { reason: "wrong-address" });
}

async function bodyOf(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new AppError("malformed", "The body must be JSON (Content-Type: application/json).");
  // Read whole, so its length must be known before: browsers always say it.
  const length = request.headers.get("content-length");
  if (length === null) throw new AppError("malformed", "Content-Length is missing.");
  if (Number(length) > bodyBytesMax) throw new AppError("too-large", "The body is too large.");
  const text = await request.text();
  try {
    return JSON.parse(text === "" ? "{}" : text) as unknown;
  } catch (error) {
    throw new AppError("malformed", "The body is not JSON.", {}, { cause: error });
  }
}
