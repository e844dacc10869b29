import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { bundleMediaType, type ArchiveName } from "#lib/bundle/bundle-name.ts";
import { archiveName } from "#authority/archive-name.ts";
import type { Authority } from "#authority/authority.ts";
import { revisionText, type ServedBundle } from "#authority/bundle-store.ts";
import type { CredentialEntry } from "#authority/credential-book.ts";
import { polls } from "#authority/metrics.ts";
import { authenticate, refuseCredential } from "./authenticate.ts";
import { isNews, notePoll, offered } from "./offer.ts";
import { heldTag, waitSeconds } from "./poll-headers.ts";

/**
 * Bundles as stock OPA fetches them (management-bundles): 200 with an ETag that is the hash of the bytes, 304
 * for the same tag, a long poll that is held until a change. Never a Content-Encoding: Go would unpack it.
 */
export function bundleRoutes(server: FastifyInstance, authority: Authority): void {
  server.get<{ Params: { name: string } }>("/opa/v1/bundles/:name", (request, reply) => {
    const name = archiveName(request.params.name);
    if (name === null || name === "discovery") return reply.callNotFound();
    return answerPoll(authority, request, reply, name);
  });
  server.get("/opa/v1/discovery", (request, reply) =>
    answerPoll(authority, request, reply, "discovery"),
  );
}

async function answerPoll(
  authority: Authority,
  request: FastifyRequest,
  reply: FastifyReply,
  name: ArchiveName,
): Promise<FastifyReply> {
  const credential = authenticate(authority, request, reply);
  if (credential === null) return reply;
  const tag = heldTag(request.headers["if-none-match"]);
  notePoll(authority, request, credential, name, tag);
  const first = offered(authority, credential, name);
  if (first === null) return notYet(reply, name);
  if (isNews(authority, credential, first, tag))
    return send(authority, reply, credential, first, tag);
  const seconds = waitSeconds(request.headers["prefer"]);
  if (seconds !== null && seconds > 0)
    await untilChange(authority, request, credential, { name, tag });
  if (!authority.book.isValid(credential)) return refuseCredential(reply);
  const now = offered(authority, credential, name) ?? first;
  if (isNews(authority, credential, now, tag)) return send(authority, reply, credential, now, tag);
  polls.inc({ bundle: name, answer: "304" });
  return reply.code(304).header("etag", `"${tag}"`).send();
}

/** Held until the bundle changes, the time is up, the client is gone, its credential ends, or we stop. */
async function untilChange(
  authority: Authority,
  request: FastifyRequest,
  credential: CredentialEntry,
  held: { readonly name: ArchiveName; readonly tag: string | null },
): Promise<void> {
  const { settings, store, keys, book, stopping } = authority;
  const asked = waitSeconds(request.headers["prefer"]) ?? 0;
  const holdMs = Math.min(asked, settings.pollHoldSecondsMax) * 1000;
  await new Promise<void>((resolve) => {
    const waiting = new AbortController();
    const end = (): void => {
      waiting.abort();
    };
    const onStop = (): void => {
      setTimeout(end, Math.random() * settings.stopJitterMs);
    };
    const timer = setTimeout(end, holdMs);
    const look = (): void => {
      const next = offered(authority, credential, held.name);
      if (next !== null && isNews(authority, credential, next, held.tag)) end();
    };
    const forget = [
      store.onChange(credential.channel, held.name, look),
      keys.onChange(credential.enforcerId, look),
      book.onRevocation(() => {
        if (!book.isValid(credential)) end();
      }),
    ];
    const { socket } = request.raw;
    waiting.signal.addEventListener("abort", () => {
      clearTimeout(timer);
      for (const each of forget) each();
      socket.off("close", end);
      stopping.signal.removeEventListener("abort", onStop);
      resolve();
    });
    socket.once("close", end);
    stopping.signal.addEventListener("abort", onStop);
    if (stopping.signal.aborted) onStop();
  });
}

function send(
  authority: Authority,
  reply: FastifyReply,
  credential: CredentialEntry,
  bundle: ServedBundle,
  tag: string | null,
): FastifyReply {
  const revision = revisionText(bundle);
  authority.acknowledgements.answered(credential.enforcerId, bundle.name, revision, tag);
  polls.inc({ bundle: bundle.name, answer: "200" });
  return reply
    .code(200)
    .header("content-type", bundleMediaType)
    .header("etag", `"${bundle.tag}"`)
    .header("cache-control", "no-store")
    .send(bundle.bytes);
}

/** Nothing signed exists yet: OPA backs off and asks again. */
function notYet(reply: FastifyReply, name: string): FastifyReply {
  return reply
    .code(503)
    .header("content-type", "application/problem+json")
    .send(
      JSON.stringify({
        title: "Service Unavailable",
        status: 503,
        detail: `There is no signed ${name} bundle yet.`,
      }),
    );
}
