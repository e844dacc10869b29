import { createHash, timingSafeEqual } from "node:crypto";
import { plainAddress } from "./client-address.ts";
import type { Headers } from "./headers.ts";

/** Who is at the other end of the socket. */
export type Peer = { readonly address: string | null; readonly unixSocket: boolean };

/**
 * Headers that say what the original request was are claims like any other: they count only from a gateway that
 * proved itself, by being on this machine (loopback, unix socket) or by knowing the shared secret.
 */
export function gatewayProof(secret: string | null): (peer: Peer, headers: Headers) => boolean {
  const expected = secret === null ? null : digest(secret);
  return (peer, headers) => {
    if (peer.unixSocket || isLoopback(peer.address)) return true;
    if (expected === null) return false;
    const given = headers.get("x-sallyport-gateway-secret");
    if (given?.length !== 1 || given[0] === undefined) return false;
    return timingSafeEqual(digest(given[0]), expected);
  };
}

function isLoopback(address: string | null): boolean {
  if (address === "127.0.0.1") return true;
  const plain = address === null ? null : plainAddress(address);
  return plain !== null && (plain.startsWith("127.") || plain === "::1");
}

const digest = (text: string) => createHash("sha256").update(text).digest();
