import { contextFromRequest } from "#lib/auth/context-from-request.ts";
import { may } from "#lib/auth/may.ts";
import type { Actor } from "#lib/context.ts";
import { AppError } from "#lib/errors.ts";
import { problem } from "#lib/http/problem.ts";
import { subscribeToChanges } from "#lib/live/change-hub.ts";
import type { AnyVerb } from "#lib/verb.ts";

/** A tab has one; more than this are somebody's script. */
const streamsPerPersonMax = 20;
const heartbeatMs = 15_000;

const open = new Map<string, Set<() => void>>();

/**
 * Server-sent events for people who look at screens: `changed` with the names of domains whose reads may answer
 * differently now, never with data. Who it is, whether the session still holds and what they may read is asked again
 * for every event and every heartbeat; a session that ended ends the stream.
 */
export function liveStream(verbs: readonly AnyVerb[]) {
  const reads = verbs.map(({ contract }) => contract).filter(({ kind }) => kind === "read");
  const readable = (actor: Actor): ReadonlySet<string> =>
    new Set(
      reads
        .filter(({ permission }) => may(actor, permission))
        .map(({ name }) => name.split(".")[0] ?? name),
    );
  return async (request: Request): Promise<Response> => {
    const requestId = crypto.randomUUID();
    try {
      const { actor } = await contextFromRequest(request, requestId);
      if (actor.kind !== "user") throw new AppError("unauthenticated", "Sign in first.");
      if ((open.get(actor.userId)?.size ?? 0) >= streamsPerPersonMax)
        throw new AppError("rate-limited", "Too many tabs are listening for changes.");
      return stream(request, actor.userId, readable);
    } catch (error) {
      return problem(error, requestId);
    }
  };
}

function stream(
  request: Request,
  userId: string,
  readable: (actor: Actor) => ReadonlySet<string>,
): Response {
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const end = () => ended.abort();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const send = (text: string) => {
        if (!ended.signal.aborted) controller.enqueue(encoder.encode(text));
      };
      const tell = async (domains: ReadonlySet<string>): Promise<void> => {
        const { actor } = await contextFromRequest(request, crypto.randomUUID());
        if (actor.kind !== "user" || actor.userId !== userId) return end();
        const known = readable(actor);
        const told = [...domains].filter((domain) => known.has(domain));
        if (told.length > 0) send(`event: changed\ndata: ${told.join(" ")}\n\n`);
        else if (domains.size === 0) send(": still here\n\n");
      };
      // The database is away, or the session can't be read: the client comes again.
      const hear = (domains: ReadonlySet<string>) => void tell(domains).catch(end);
      const unsubscribe = subscribeToChanges(hear);
      const timer = setInterval(() => hear(new Set()), heartbeatMs);
      ended.signal.addEventListener("abort", () => {
        clearInterval(timer);
        unsubscribe();
        forget(userId, end);
        controller.close();
      });
      remember(userId, end);
      request.signal.addEventListener("abort", end);
      send("retry: 3000\n\n");
    },
    cancel: end,
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      // `no-transform`: compressed, an event would wait for the next ones.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function remember(userId: string, end: () => void): void {
  const mine = open.get(userId) ?? new Set();
  open.set(userId, mine.add(end));
}

function forget(userId: string, end: () => void): void {
  const mine = open.get(userId);
  mine?.delete(end);
  if (mine?.size === 0) open.delete(userId);
}

/** A server that is asked to stop waits for what it answers: these answers have no end of their own. */
export function endLiveStreams(): void {
  for (const mine of open.values()) for (const end of mine) end();
}
