import { z } from "zod";
import { compareUtf8 } from "#lib/engine/compare-utf8.ts";
import { truth } from "#lib/engine/kleene.ts";
import { cidrContains, parseCidr, type ParsedCidr } from "#lib/engine/parse-cidr.ts";
import { setOf } from "#lib/engine/text-schemas.ts";
import type { ConditionModule, WireCondition } from "./condition-module.ts";

const cidr = z
  .string()
  .refine(
    (text) => parseCidr(text) !== null,
    "Write a network as address/bits without host bits, as in 10.0.0.0/8 or 2001:db8::/32.",
  );

const schema = z
  .strictObject({ in: setOf(cidr).optional(), notIn: setOf(cidr).optional() })
  .refine(
    ({ in: inside, notIn }) => inside?.length || notIn?.length,
    "Name networks in `in` or `notIn`.",
  );

/** Holds when the caller's address is in one of `in` and in none of `notIn`. No address is unknown. */
export const network: ConditionModule<z.infer<typeof schema>, WireCondition<"network">> = {
  kind: "network",
  schema,
  normalise: ({ in: inside, notIn }) => ({
    kind: "network",
    in: inside?.length ? inside.toSorted(compareUtf8) : null,
    not_in: notIn?.length ? notIn.toSorted(compareUtf8) : null,
  }),
  compile: ({ in: inside, not_in: outside }) => {
    const allowed = inside && inside.map(parsed);
    const refused = (outside ?? []).map(parsed);
    return ({ address }) => {
      if (!address) return "unknown";
      if (refused.some((one) => cidrContains(one, address))) return "false";
      return truth(allowed === null || allowed.some((one) => cidrContains(one, address)));
    };
  },
  explain: ({ in: inside, not_in: outside }) =>
    [
      inside && `the address is in ${inside.join(" or ")}`,
      outside && `the address is not in ${outside.join(" or ")}`,
    ]
      .filter(Boolean)
      .join(" and "),
  remedy: () => null,
  readsIdentity: () => false,
  readsRequest: () => true,
  read: (_condition, { addressText }) => [
    addressText === null ? "no address" : `address ${addressText}`,
  ],
  changesIn: () => null,
};

/** The reader of a policy document refuses networks that do not parse, so this never throws on an accepted one. */
function parsed(text: string): ParsedCidr {
  const result = parseCidr(text);
  if (!result) throw new Error(`not a network: ${text}`);
  return result;
}
