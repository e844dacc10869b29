import { parseAttributeRef } from "./conditions/attribute-ref.ts";
import { parseCidr } from "./parse-cidr.ts";
import type { Condition } from "./deployment.ts";
import {
  boolean,
  byKind,
  either,
  integer,
  list,
  nullable,
  object,
  oneOf,
  text,
  tuple,
  where,
} from "./shape.ts";
import { isTimeZone } from "./time-zones.ts";
import { attributeValue, cleanText, count, seconds, wireScalar } from "./wire-schemas.ts";

const names = list(cleanText);
const networks = list(text((range) => parseCidr(range) !== null, "Not a network."));
const countries = list(text((code) => /^[A-Z]{2}$/.test(code), "Not a country."));
const minute = nullable(integer(0, 1440));
const ref = text((name) => parseAttributeRef(name) !== null, "Not a known fact.");

const posture = either(
  object({ check: cleanText, equals: wireScalar }),
  object({
    check: cleanText,
    at_least: tuple<[number, number, number, number]>(count, count, count, count),
  }),
);

const operator = oneOf(
  "equals",
  "not-equals",
  "in",
  "not-in",
  "contains",
  "starts-with",
  "less-than",
  "greater-than",
  "exists",
);

const schedule = where(
  object({
    kind: oneOf("schedule"),
    zone: text(isTimeZone, "Not a known time zone."),
    days: nullable(list(integer(1, 7))),
    from_minute: minute,
    to_minute: minute,
    not_before: nullable(seconds),
    not_after: nullable(seconds),
  }),
  ({ from_minute: start, to_minute: end }) =>
    (start === null) === (end === null) && (start === null || start !== end),
  "Both times or neither, and different ones.",
);

const attribute = where(
  object({
    kind: oneOf("attribute"),
    left: ref,
    operator,
    right: nullable(either(object({ value: attributeValue }), object({ ref }))),
  }),
  ({ operator: name, right }) => (name === "exists") === (right === null),
  "Only `exists` has no right side.",
);

/** A condition in normal form. An unknown kind or operator refuses the whole bundle. */
export const wireCondition = byKind<Condition>({
  subject: object({ kind: oneOf("subject"), kinds: list(oneOf("user", "workload")) }),
  mfa: object({
    kind: oneOf("mfa"),
    strength: oneOf("any", "phishing-resistant"),
    within_seconds: nullable(count),
  }),
  device: object({
    kind: oneOf("device"),
    trust: oneOf("registered", "compliant", "managed"),
    owned: boolean,
    platforms: nullable(names),
    posture: list(posture),
  }),
  network: object({
    kind: oneOf("network"),
    in: nullable(networks),
    not_in: nullable(networks),
  }),
  country: object({
    kind: oneOf("country"),
    in: nullable(countries),
    not_in: nullable(countries),
  }),
  schedule,
  risk: object({ kind: oneOf("risk"), below: oneOf("low", "medium", "high") }),
  token: object({
    kind: oneOf("token"),
    scopes: names,
    audiences: names,
    issuers: names,
    sender_constrained: boolean,
  }),
  attribute,
});
