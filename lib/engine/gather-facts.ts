import type { Facts } from "./facts.ts";
import type { Caller } from "./identify-caller.ts";
import { parseAddress } from "./parse-address.ts";
import type { Situation } from "./situation.ts";

/** Everything that the conditions of one decision may read. */
export function gatherFacts(
  { input, now, api, operation, path, request }: Situation,
  caller: Caller,
): Facts {
  const { address, country } = input.client;
  return {
    now,
    address: address === null ? null : parseAddress(address),
    addressText: address,
    country,
    subject: caller.subject,
    token: caller.token,
    device: caller.device,
    risk: caller.risk,
    api,
    operation,
    path,
    query: request.query,
  };
}
