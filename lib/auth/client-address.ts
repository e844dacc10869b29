import { isIP } from "node:net";

/** Set from the socket by the console's own server (`instrumentation.ts`), which drops what a client sent under this name. */
export const socketAddressHeader = "x-sallyport-socket-address";

/**
 * The caller's address. Without configured proxies only the socket counts; with N trusted proxies in front it is
 * the Nth entry from the right of X-Forwarded-For: everything further left was written by the caller.
 */
export function clientAddress(headers: Headers): string | null {
  const socket = normalAddress(headers.get(socketAddressHeader));
  const proxies = trustedProxies();
  if (proxies === 0) return socket;
  const chain = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  return normalAddress(chain.at(-proxies) ?? null) ?? socket;
}

function trustedProxies(): number {
  const count = Number(process.env["TRUSTED_PROXIES"] ?? "0");
  return Number.isInteger(count) && count > 0 && count < 10 ? count : 0;
}

/** An IP address as text, v4-mapped v6 as v4; anything else is unknown. */
function normalAddress(text: string | null): string | null {
  if (text === null) return null;
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(plain) === 0 ? null : plain;
}
