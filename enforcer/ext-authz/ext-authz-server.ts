import type { AdapterSettings, ReadRequest } from "#enforcer/adapters/decidable-request.ts";
import type { Headers } from "#enforcer/adapters/headers.ts";
import { forwardAuthReply } from "#enforcer/adapters/reply.ts";
import type { GatewayPorts } from "#enforcer/server/gateway-routes.ts";
import { unproved } from "#enforcer/server/gateway-routes.ts";
import { readCheckRequest } from "./check-request.ts";
import { writeCheckResponse } from "./check-response.ts";
import { type GrpcServer, type UnaryCall, createGrpcServer } from "./grpc-server.ts";

/** Envoy's ext_authz over gRPC (v3): every answer is a decision, also to what can't be read. */
export function createExtAuthzServer(
  ports: GatewayPorts,
  failed: (error: unknown) => void,
): GrpcServer {
  const decide = async (call: UnaryCall | null) => {
    const read = readCall(call, ports);
    if (read.ok) return { verdict: await ports.decider.decide(read.request) };
    const verdict = ports.decider.refuse("envoy", call?.peerAddress ?? null, read.why);
    return { verdict, gatewayProblem: read.why };
  };
  return createGrpcServer({
    path: "/envoy.service.auth.v3.Authorization/Check",
    answer: async (call) => {
      try {
        const { verdict, ...more } = await decide(call);
        const context = { portalUrl: ports.portalUrl(), ...more };
        return writeCheckResponse(forwardAuthReply(verdict, context));
      } catch (error) {
        failed(error);
        return undecided;
      }
    },
  });
}

const undecided = writeCheckResponse({
  status: 403,
  headers: { "X-Sallyport-Reason": "internal-error" },
  body: "",
});

function readCall(call: UnaryCall | null, { isProved, settings }: GatewayPorts): ReadRequest {
  if (call === null) return refuse;
  const peer = { address: call.peerAddress, unixSocket: false };
  if (!isProved(peer, secretOf(call))) return { ok: false, why: unproved };
  return readOrRefuse(call.message, settings);
}

const refuse: ReadRequest = { ok: false, why: "this is no CheckRequest of ext_authz v3" };

function readOrRefuse(message: Buffer, settings: AdapterSettings): ReadRequest {
  try {
    return readCheckRequest(message, settings);
  } catch {
    return refuse;
  }
}

/** Envoy sends it as `initial_metadata` of the gRPC service. */
function secretOf({ metadata }: UnaryCall): Headers {
  const value = metadata["x-sallyport-gateway-secret"];
  return new Map(typeof value === "string" ? [["x-sallyport-gateway-secret", [value]]] : []);
}
