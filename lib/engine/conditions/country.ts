import { z } from "zod";
import { truth } from "#lib/engine/kleene.ts";
import { setOf } from "#lib/engine/text-schemas.ts";
import type { ConditionModule, WireCondition } from "./condition-module.ts";

const code = z
  .string()
  .regex(/^[A-Z]{2}$/, "Write a country as two capital letters (ISO 3166), as in DE.");

const schema = z
  .strictObject({ in: setOf(code).optional(), notIn: setOf(code).optional() })
  .refine(
    ({ in: inside, notIn }) => inside?.length || notIn?.length,
    "Name countries in `in` or `notIn`.",
  );

/** Holds when the address's country is one of `in` and none of `notIn`. No country is unknown. */
export const country: ConditionModule<z.infer<typeof schema>, WireCondition<"country">> = {
  kind: "country",
  schema,
  normalise: ({ in: inside, notIn }) => ({
    kind: "country",
    in: inside?.length ? inside.toSorted() : null,
    not_in: notIn?.length ? notIn.toSorted() : null,
  }),
  compile:
    ({ in: inside, not_in: outside }) =>
    ({ country: where }) => {
      if (where === null) return "unknown";
      return truth((inside?.includes(where) ?? true) && !outside?.includes(where));
    },
  explain: ({ in: inside, not_in: outside }) =>
    [
      inside && `the country is ${inside.join(" or ")}`,
      outside && `the country is not ${outside.join(" or ")}`,
    ]
      .filter(Boolean)
      .join(" and "),
  remedy: () => null,
  readsIdentity: () => false,
  readsRequest: () => true,
  read: (_condition, { country: where }) => [where === null ? "no country" : `country ${where}`],
  changesIn: () => null,
};
