import { isIP } from "node:net";

/**
 * The caller's address: the rightmost entry of the chain that is no trusted proxy. `chain` is ordered as in
 * X-Forwarded-For, the nearest hop last. Entries left of the first untrusted one were written by strangers and
 * are never looked at; rubbish where the caller should be means unknown.
 */
export function clientAddress(
  chain: readonly string[],
  isTrustedProxy: (address: string) => boolean,
): string | null {
  for (let index = chain.length - 1; index >= 0; index -= 1) {
    const address = plainAddress(chain[index] ?? "");
    if (address === null) return null;
    if (!isTrustedProxy(address)) return address;
  }
  return null;
}

/** All values of X-Forwarded-For as one chain. */
export function forwardedChain(values: readonly string[] | undefined): string[] {
  if (values === undefined) return [];
  const [only] = values;
  // One hop wrote one address: what nearly every request carries.
  if (values.length === 1 && only !== undefined && !only.includes(",")) return [only.trim()];
  return values.flatMap((value) => value.split(",")).map((entry) => entry.trim());
}

/** An address without port, brackets, zone; IPv4 inside IPv6 becomes IPv4 (rule 8). Null for anything else. */
export function plainAddress(text: string): string | null {
  const mapped = text.startsWith("::")
    ? /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(text)?.[1]
    : undefined;
  const address = mapped ?? text;
  return isIP(address) === 0 || address.includes("%") ? null : address;
}
