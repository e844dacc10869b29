import type { IncomingMessage } from "node:http";
import { type Headers, readHeaders } from "#enforcer/adapters/headers.ts";
import { maskTarget } from "#enforcer/decisions/mask-target.ts";
import type { Handler } from "#enforcer/server/gateway-routes.ts";
import { type GatewayCheck, peerOf } from "#enforcer/server/peer.ts";
import { sendProblem, sendReply } from "#enforcer/server/send-reply.ts";
import { type EchoPorts, readEveryWay } from "./read-every-way.ts";

export { envoyEchoPrefix } from "./read-every-way.ts";
export const echoPath = "/authorize/echo";

/**
 * "What did my gateway send?": a gateway pointed here instead of at `/authorize` is answered with what arrived and how
 * each dialect reads it; `?last` answers again what the last one was answered, as nginx shows no body of a denial.
 * Only to proved peers, secrets masked, and always 403: a gateway that was left pointing here lets nothing pass.
 */
export function echo(ports: EchoPorts & { readonly isProved: GatewayCheck }): Handler {
  let last = say({ problem: "no gateway has asked here since the start" });
  return (request, response) => {
    request.resume();
    const { url = "" } = request;
    const headers = readHeaders(request.rawHeaders);
    if (!ports.isProved(peerOf(request), headers))
      return sendProblem(
        response,
        403,
        "only a peer on this machine or one with the gateways' secret may ask",
      );
    const body = url === `${echoPath}?last` ? last : say(report(request, headers, ports));
    last = body;
    sendReply(response, {
      status: 403,
      headers: {
        "Content-Type": "application/json",
        "Cache-Control": "no-store",
        "X-Sallyport-Reason": "echo",
      },
      body,
    });
  };
}

const say = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

function report(request: IncomingMessage, headers: Headers, ports: EchoPorts) {
  const { method, url } = request;
  const doubled = [...headers].filter(([, values]) => values.length > 1).map(([name]) => name);
  return {
    asked_with: { method, target: maskTarget(url ?? "") },
    headers: Object.fromEntries(
      [...headers].map(([name, values]) => [name, values.map((value) => mask(name, value))]),
    ),
    doubled,
    read_as: readEveryWay({ method, url }, headers, ports),
  };
}

const secret = /auth|cookie|token|secret|key|dpop|cert|pass|session|sign/;
const target = /ur[il]$|referer|path|target/;

/** Names of parameters are kept, values that could be anybody's secret are not. */
function mask(name: string, value: string): string {
  if (secret.test(name)) return `*** (${value.length} characters)`;
  return target.test(name) ? maskTarget(value) : value;
}
