import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ingestEvents } from "#lib/decisions/ingest-events.ts";
import { evidenceOf, quarantine } from "#lib/decisions/quarantine.ts";
import { logError } from "#lib/log.ts";
import type { Authority } from "#authority/authority.ts";
import type { CredentialEntry } from "#authority/credential-book.ts";
import { logEvents } from "#authority/metrics.ts";
import { authenticate, refuseStrangers } from "./authenticate.ts";

const compressedBytesMax = 4 * 1024 * 1024;
const unpackedBytesMax = 32 * 1024 * 1024;
const eventsMax = 20_000;
/** Of one credential at the same time: an enforcer sends one after the other, replicas share a credential. */
const chunksAtOnceMax = 16;

const unpack = promisify(gunzip);

/**
 * Decision logs (management-decision-logs), at least once: 2xx for everything that will not be better the next
 * time, so that no OPA sends a poisoned chunk for ever; 503 only while the database is away.
 */
export function logRoutes(server: FastifyInstance, authority: Authority): void {
  const onRequest = [refuseStrangers(authority), refuseFlood(authority)];
  for (const path of ["/opa/v1/logs", "/opa/v1/logs/:partition"])
    server.post(path, { onRequest }, async (request, reply) => {
      const credential = authenticate(authority, request, reply);
      if (credential === null) return reply;
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const encoding = request.headers["content-encoding"];
      return take(authority, credential, reply, body, encoding);
    });
}

/** Before the body, so that one enforcer can't fill the memory of all: what is refused is sent again later. */
function refuseFlood(authority: Authority) {
  const open = new Map<string, number>();
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | void> => {
    const enforcerId = authenticate(authority, request, reply)?.enforcerId;
    if (enforcerId === undefined) return reply;
    const count = open.get(enforcerId) ?? 0;
    if (count >= chunksAtOnceMax) return reply.code(503).header("retry-after", "1").send();
    open.set(enforcerId, count + 1);
    reply.raw.once("close", () => {
      const left = (open.get(enforcerId) ?? 1) - 1;
      if (left > 0) open.set(enforcerId, left);
      else open.delete(enforcerId);
    });
  };
}

async function take(
  authority: Authority,
  credential: CredentialEntry,
  reply: FastifyReply,
  body: Buffer,
  encoding: string | undefined,
): Promise<FastifyReply> {
  try {
    const events = await readChunk(body, encoding);
    if (!Array.isArray(events)) {
      const { reason, text } = events;
      const bytes = evidenceOf(text ?? body);
      await quarantine(credential.enforcerId, [{ reason, bytes }]);
      logEvents.inc({ result: "unreadable-chunk" });
      return await reply.code(204).send();
    }
    const { stored, repeated, quarantined } = await ingestEvents(credential, events);
    logEvents.inc({ result: "stored" }, stored);
    logEvents.inc({ result: "repeated" }, repeated);
    logEvents.inc({ result: "quarantined" }, quarantined);
    if (stored > 0)
      authority.fleet.noteEnforcer(credential.enforcerId, { lastDecisionAt: new Date() });
    return await reply.code(204).send();
  } catch (error) {
    logError("decision logs can't be stored now; the enforcer sends them again", error);
    return reply.code(503).send();
  }
}

type Unreadable = { readonly reason: string; readonly text?: string };

/** The events of a chunk, or why there are none. Sizes are checked before and while unpacking. */
async function readChunk(
  body: Buffer,
  encoding: string | undefined,
): Promise<unknown[] | Unreadable> {
  if (body.length > compressedBytesMax)
    return { reason: `The chunk has ${body.length} bytes; ${compressedBytesMax} are taken.` };
  const text = await textOf(body, encoding);
  if (text === null) return { reason: "The chunk can't be unpacked, or is too large unpacked." };
  const value = parseJson(text);
  if (!Array.isArray(value)) return { reason: "The chunk is no JSON array of events.", text };
  if (value.length > eventsMax)
    return { reason: `The chunk has more than ${eventsMax} events.`, text };
  return value;
}

async function textOf(body: Buffer, encoding: string | undefined): Promise<string | null> {
  const packed = encoding?.trim().toLowerCase() === "gzip" || isGzip(body);
  try {
    const bytes = packed ? await unpack(body, { maxOutputLength: unpackedBytesMax }) : body;
    return bytes.toString("utf8");
  } catch {
    return null;
  }
}

/** RFC 1952 §2.3.1: some proxies strip the header and leave the body. */
function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
