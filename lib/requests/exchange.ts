import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { AppError } from "#lib/errors.ts";
import { allowedLookup, causeOf, notBarred, refuseLiteral } from "#lib/outbound/allowed-lookup.ts";

export type Outgoing = {
  /** Scheme, host and port of a gateway that an administrator named. */
  readonly gateway: string;
  readonly method: string;
  /** Sent as it is, byte for byte: what is not canonical is the enforcer's to refuse. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
};

export type Answer = {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: Buffer;
  readonly isTruncated: boolean;
  readonly durationMs: number;
};

const timeoutMs = 10_000;
const bodyBytesMax = 65_536;

/** One request and its answer: no redirect is followed, no proxy of the environment used, nothing kept open. */
export async function exchange(outgoing: Outgoing): Promise<Answer> {
  const { protocol, hostname, port } = new URL(outgoing.gateway);
  const host = hostname.replace(/^\[|\]$/g, "");
  const why = refuseLiteral(host, notBarred);
  if (why !== null) throw unreachable(why);
  const options: RequestOptions = {
    protocol,
    host,
    port,
    method: outgoing.method,
    path: outgoing.target,
    headers: outgoing.headers.flat(),
    agent: false,
    lookup: allowedLookup(notBarred),
    signal: AbortSignal.timeout(timeoutMs),
  };
  const start = performance.now();
  const incoming = await send(
    protocol === "https:" ? requestHttps : requestHttp,
    options,
    outgoing,
  );
  const { body, isTruncated } = await readSome(incoming);
  return {
    status: incoming.statusCode ?? 0,
    statusText: incoming.statusMessage ?? "",
    headers: pairsOf(incoming.rawHeaders),
    body,
    isTruncated,
    durationMs: Math.round(performance.now() - start),
  };
}

function send(
  start: typeof requestHttp,
  options: RequestOptions,
  { body }: Outgoing,
): Promise<IncomingMessage> {
  return new Promise((resolve_, reject) => {
    const fail = (error: unknown) => reject(unreachable(causeOf(error, timeoutMs), error));
    try {
      const request = start(options, resolve_);
      request.on("error", fail);
      request.end(body ?? undefined);
    } catch (error) {
      // A method or target that HTTP can't carry.
      fail(error);
    }
  });
}

async function readSome(
  incoming: IncomingMessage,
): Promise<{ body: Buffer; isTruncated: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let isCutOff = false;
  try {
    for await (const chunk of incoming) {
      if (!Buffer.isBuffer(chunk)) continue;
      chunks.push(chunk);
      size += chunk.length;
      if (size > bodyBytesMax) break;
    }
  } catch {
    // A stream that goes on, or an upstream that broke off: what came until then is the answer.
    isCutOff = true;
  }
  incoming.destroy();
  return {
    body: Buffer.concat(chunks).subarray(0, bodyBytesMax),
    isTruncated: isCutOff || size > bodyBytesMax,
  };
}

function pairsOf(raw: readonly string[]): { name: string; value: string }[] {
  const pairs: { name: string; value: string }[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2)
    pairs.push({ name: raw[at] ?? "", value: raw[at + 1] ?? "" });
  return pairs;
}

function unreachable(why: string, cause?: unknown): AppError {
  return new AppError("unavailable", `The gateway gave no answer: ${why}.`, {}, { cause });
}
