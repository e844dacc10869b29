import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { isBarredAddress } from "./barred-address.ts";

/** Why an address must not be asked, for the administrator who named it; null if it may. */
export type AddressRule = (address: string) => string | null;

/** What goes for every address that somebody has typed. */
export const notBarred: AddressRule = (address) =>
  isBarredAddress(address) ? "the address is not allowed" : null;

/**
 * A look-up that gives only addresses which the rule allows. The address that was checked is the one that is connected
 * to: a name can't change its mind in between. A literal address is never looked up: ask `refuseLiteral` as well.
 */
export function allowedLookup(rule: AddressRule): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const allowed = found.filter(({ address }) => rule(address) === null);
      const [first] = allowed;
      const why = found[0] === undefined ? null : rule(found[0].address);
      if (!first) return done(new Error(why ?? "the name leads to no address"), []);
      if (options.all === true) return done(null, allowed);
      return done(null, first.address, first.family);
    });
  };
}

/** The rule's word about a host that is an address itself, in or out of brackets; null for a name. */
export function refuseLiteral(hostname: string, rule: AddressRule): string | null {
  const host = hostname.replace(/^\[|\]$/g, "");
  return isIP(host) === 0 ? null : rule(host);
}

/** What went wrong with a connection, in words for whoever named the address. */
export function causeOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return "it failed";
  if (error.name === "AbortError" || error.name === "TimeoutError")
    return `no answer within ${timeoutMs / 1000} seconds`;
  return error.message === "" && "code" in error ? String(error.code) : error.message;
}
