import { z } from "zod";
import { conditions } from "./conditions/conditions.ts";
import type { Condition } from "./deployment.ts";

const { subject, mfa, device, network, country, schedule, risk, token, attribute } = conditions;

/** A condition as authors write it: an object with one key, its kind. */
export const policyCondition = z
  .strictObject({
    subject: subject.schema.optional(),
    mfa: mfa.schema.optional(),
    device: device.schema.optional(),
    network: network.schema.optional(),
    country: country.schema.optional(),
    schedule: schedule.schema.optional(),
    risk: risk.schema.optional(),
    token: token.schema.optional(),
    attribute: attribute.schema.optional(),
  })
  .refine((value) => Object.values(value).filter((one) => one !== undefined).length === 1, {
    message: `Write one condition per list item, one of: ${Object.keys(conditions).join(", ")}.`,
  });

export type PolicyCondition = z.infer<typeof policyCondition>;

/** From the author's form to the wire's. The schema allows exactly one key. */
export function normaliseCondition(author: PolicyCondition): Condition {
  const normalised =
    normaliseWith(subject, author.subject) ??
    normaliseWith(mfa, author.mfa) ??
    normaliseWith(device, author.device) ??
    normaliseWith(network, author.network) ??
    normaliseWith(country, author.country) ??
    normaliseWith(schedule, author.schedule) ??
    normaliseWith(risk, author.risk) ??
    normaliseWith(token, author.token) ??
    normaliseWith(attribute, author.attribute);
  if (!normalised) throw new Error("a condition without a kind");
  return normalised;
}

function normaliseWith<A, W extends Condition>(
  module: { readonly normalise: (author: A) => W },
  author: A | undefined,
): W | null {
  return author === undefined ? null : module.normalise(author);
}
