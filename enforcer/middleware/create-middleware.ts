import type { ServerResponse } from "node:http";
import { cidrMatcher } from "#enforcer/adapters/cidr.ts";
import type { DecidableRequest } from "#enforcer/adapters/decidable-request.ts";
import { forwardAuthReply } from "#enforcer/adapters/reply.ts";
import { type EnforcerOptions, createDecisionPoint } from "#enforcer/create-decision-point.ts";
import { verdictHeaders } from "#enforcer/decisions/verdict-headers.ts";
import { sendReply } from "#enforcer/server/send-reply.ts";
import type { Verdict } from "#enforcer/verdict.ts";
import { type OwnRequest, readFetchRequest, readOwnRequest } from "./read-own-request.ts";

/** What an allowed request's handler is told, and nobody else can say. */
export type Caller = {
  readonly subject: string | null;
  readonly device: string | null;
  readonly session: string | null;
  readonly api: string | null;
  readonly operation: string | null;
  readonly decisionId: string;
  /** For how many seconds the decision may be relied on; ask again for what lasts longer. */
  readonly validSeconds: number;
};

type FetchHandler = (request: Request, caller: Caller) => Response | Promise<Response>;

/** The same decisions inside a Node service: no gateway, no second process. */
export function createMiddleware(options: EnforcerOptions) {
  const { controlPlane, decider, close } = createDecisionPoint(options);
  const { trustedProxies } = options.config;
  const settings = { isTrustedProxy: cidrMatcher(trustedProxies), certificateHeader: null };
  const replyTo = (verdict: Verdict) =>
    forwardAuthReply(verdict, { portalUrl: controlPlane.source.discovery()?.portalUrl ?? null });
  const decide = async (request: DecidableRequest) => decider.decide(request);

  return {
    start: controlPlane.start,
    close: async () => {
      close();
      await controlPlane.stop(AbortSignal.timeout(2500));
    },
    source: controlPlane.source,
    /** `app.use(handle)`, before anything that changes the request. WebSocket upgrades do not come through it. */
    handle: (request: OwnRequest, response: ServerResponse, next: () => void): void => {
      const judge = (verdict: Verdict) => {
        if (verdict.decision.outcome !== "allow") return sendReply(response, replyTo(verdict));
        overwriteIdentity(request, verdictHeaders(verdict));
        Object.assign(request, { sallyport: callerOf(verdict) });
        next();
      };
      // What the handler throws is the service's own to deal with.
      void decide(readOwnRequest(request, settings)).then(judge, () => response.destroy());
    },
    /** Wraps a handler of the Fetch API; `peerAddress` is that of the socket, where the server tells it. */
    guard:
      (handler: FetchHandler) =>
      async (request: Request, peerAddress: string | null = null): Promise<Response> => {
        const verdict = await decide(readFetchRequest(request, peerAddress, settings));
        if (verdict.decision.outcome === "allow")
          return handler(withoutIdentity(request), callerOf(verdict));
        const { status, headers, body } = replyTo(verdict);
        return new Response(body, { status, headers });
      },
  };
}

function callerOf({ id, decision }: Verdict): Caller {
  const { subject, device, session, api, operation, valid_seconds: validSeconds } = decision;
  return { subject, device, session, api, operation, decisionId: id, validSeconds };
}

const isOurs = (name: string) => name.toLowerCase().replaceAll("_", "-").startsWith("x-sallyport-");

/** Handlers that read X-Sallyport-* behind a gateway read the same here; what the client sent is gone. */
function overwriteIdentity(request: OwnRequest, own: Readonly<Record<string, string>>): void {
  const kept = request.rawHeaders.flatMap((name, index, all) =>
    index % 2 === 0 && !isOurs(name) ? [name, all[index + 1] ?? ""] : [],
  );
  for (const name of Object.keys(request.headers)) if (isOurs(name)) delete request.headers[name];
  for (const [name, value] of Object.entries(own)) request.headers[name.toLowerCase()] = value;
  request.rawHeaders = [...kept, ...Object.entries(own).flat()];
}

function withoutIdentity(request: Request): Request {
  const kept = [...request.headers].filter(([name]) => !isOurs(name));
  return kept.length === [...request.headers].length
    ? request
    : new Request(request, { headers: kept });
}
