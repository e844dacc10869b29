import type { IncomingMessage } from "node:http";
import { type Peer } from "#enforcer/adapters/gateway-proof.ts";
import type { Headers } from "#enforcer/adapters/headers.ts";

export type GatewayCheck = (peer: Peer, headers: Headers) => boolean;

/** A unix socket has no addresses at all; who may open it is the file system's to say. */
export function peerOf({ socket }: IncomingMessage): Peer {
  const address = socket.remoteAddress ?? null;
  return { address, unixSocket: address === null && socket.localAddress === undefined };
}
