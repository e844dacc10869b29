import type { Context as HonoContext } from "hono";
import type { Contract } from "#lib/contract.ts";
import { AppError } from "#lib/errors.ts";

const bodyBytesMaxDefault = 1024 * 1024;

/**
 * The one flat input of a contract out of an HTTP request: query or JSON body, then path parameters (which win,
 * so that a body can't name another record), then `version` from If-Match.
 */
export async function readInput(
  c: HonoContext,
  contract: Contract,
): Promise<Record<string, unknown>> {
  const route = contract.route;
  const fromCaller =
    route?.method === "GET" || route?.method === "DELETE"
      ? queryOf(c)
      : await bodyOf(c, route?.bodyBytesMax ?? bodyBytesMaxDefault);
  const input: Record<string, unknown> = { ...fromCaller, ...c.req.param() };
  if (route?.ifMatch) input["version"] = versionOf(c.req.header("if-match"));
  return input;
}

function queryOf(c: HonoContext): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, values] of Object.entries(c.req.queries()))
    input[name] = values.length === 1 ? values[0] : values;
  return input;
}

async function bodyOf(c: HonoContext, bytesMax: number): Promise<Record<string, unknown>> {
  const declared = Number(c.req.header("content-length") ?? "0");
  if (declared > bytesMax) throw tooLarge(bytesMax);
  const text = await readText(c.req.raw, bytesMax);
  if (text.trim() === "") return {};
  if (!/^application\/(?:[a-z.+-]+\+)?json\b/i.test(c.req.header("content-type") ?? ""))
    throw new AppError("malformed", "The body must be JSON (Content-Type: application/json).");
  const body = parseJson(text);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new AppError("malformed", "The body must be a JSON object.");
  return { ...body };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError(
      "malformed",
      `The body is not JSON: ${error instanceof Error ? error.message : "unreadable"}`,
      {},
      { cause: error },
    );
  }
}

/** Reads at most `bytesMax`, whatever Content-Length says. */
async function readText(request: Request, bytesMax: number): Promise<string> {
  if (!request.body) return "";
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > bytesMax) {
      await reader.cancel();
      throw tooLarge(bytesMax);
    }
    chunks.push(value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new AppError("malformed", "The body is not UTF-8.", {}, { cause: error });
  }
}

function tooLarge(bytesMax: number): AppError {
  return new AppError("too-large", `The body may have ${Math.floor(bytesMax / 1024)} kB at most.`);
}

/** Strong ETags only: `"7"` is version 7. */
function versionOf(header: string | undefined): number {
  if (header === undefined)
    throw new AppError(
      "precondition-required",
      'Send If-Match with the version you edited, e.g. If-Match: "3".',
    );
  const match = /^"(\d{1,9})"$/.exec(header.trim());
  if (!match?.[1])
    throw new AppError("malformed", 'If-Match must be one version in quotes, e.g. "3".');
  return Number(match[1]);
}
