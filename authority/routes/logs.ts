import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ingestEvents } from "#lib/decisions/ingest-events.ts";
import { evidenceOf, quarantine } from "#lib/decisions/quarantine.ts";
import { logError } from "#lib/log.ts";
import type { Authority } from "#authority/authority.ts";
import type { CredentialEntry } from "#authority/credential-book.ts";
import { logEvents } from "#authority/metrics.ts";
import { readChunk } from "#authority/read-chunk.ts";
import { authenticate } from "./authenticate.ts";

/** Of one credential at the same time: an enforcer sends one after the other, replicas share a credential. */
const chunksAtOnceMax = 16;

/**
 * Decision logs (management-decision-logs), at least once: 2xx for everything that will not be better the next
 * time, so that no OPA sends a poisoned chunk for ever; 503 only while the database is away.
 */
export function logRoutes(server: FastifyInstance, authority: Authority): void {
  const onRequest = refuseFlood(authority);
  for (const path of ["/opa/v1/logs", "/opa/v1/logs/:partition"])
    server.post(path, { onRequest }, async (request, reply) => {
      const credential = authenticate(authority, request, reply);
      if (credential === null) return reply;
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const encoding = request.headers["content-encoding"];
      return take(authority, credential, reply, body, encoding);
    });
}

/** Before the body: a stranger's is never read, nor can one enforcer fill the memory of all. It sends again later. */
function refuseFlood(authority: Authority) {
  const open = new Map<string, number>();
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | void> => {
    const enforcerId = authenticate(authority, request, reply)?.enforcerId;
    if (enforcerId === undefined) return reply;
    const count = open.get(enforcerId) ?? 0;
    if (count >= chunksAtOnceMax) {
      authority.fleet.noteLoss({ enforcerId, cause: "sent-again", count: 1 });
      return reply.code(503).header("retry-after", "1").send();
    }
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
    const { stored, counted, repeated, quarantined } = await ingestEvents(credential, events);
    logEvents.inc({ result: "stored" }, stored);
    logEvents.inc({ result: "counted" }, counted);
    logEvents.inc({ result: "repeated" }, repeated);
    logEvents.inc({ result: "quarantined" }, quarantined);
    if (stored + counted > 0)
      authority.fleet.noteEnforcer(credential.enforcerId, { lastDecisionAt: new Date() });
    return await reply.code(204).send();
  } catch (error) {
    logError("decision logs can't be stored now; the enforcer sends them again", error);
    return reply.code(503).send();
  }
}
