import { z } from "zod";
import { parseAttributeRef } from "./conditions/attribute-ref.ts";
import { parseCidr } from "./parse-cidr.ts";
import { cleanText } from "./text-schemas.ts";
import { isTimeZone } from "./time-zones.ts";
import { attributeValue, seconds, wireScalar } from "./wire-schemas.ts";

const names = z.array(cleanText);
const networks = z.array(z.string().refine((text) => parseCidr(text) !== null, "Not a network."));
const countries = z.array(z.string().regex(/^[A-Z]{2}$/));
const part = z.int().min(0);
const minute = z.int().min(0).max(1440).nullable();
const ref = z.string().refine((text) => parseAttributeRef(text) !== null, "Not a known fact.");

const posture = z.union([
  z.strictObject({ check: cleanText, equals: wireScalar }),
  z.strictObject({ check: cleanText, at_least: z.tuple([part, part, part, part]) }),
]);

const operator = z.enum([
  "equals",
  "not-equals",
  "in",
  "not-in",
  "contains",
  "starts-with",
  "less-than",
  "greater-than",
  "exists",
]);

const schedule = z
  .strictObject({
    kind: z.literal("schedule"),
    zone: z.string().refine(isTimeZone, "Not a known time zone."),
    days: z.array(z.int().min(1).max(7)).nullable(),
    from_minute: minute,
    to_minute: minute,
    not_before: seconds.nullable(),
    not_after: seconds.nullable(),
  })
  .refine(
    ({ from_minute: start, to_minute: end }) =>
      (start === null) === (end === null) && (start === null || start !== end),
    "Both times or neither, and different ones.",
  );

const attribute = z
  .strictObject({
    kind: z.literal("attribute"),
    left: ref,
    operator,
    right: z.union([z.strictObject({ value: attributeValue }), z.strictObject({ ref })]).nullable(),
  })
  .refine(
    ({ operator: name, right }) => (name === "exists") === (right === null),
    "Only `exists` has no right side.",
  );

/** A condition in normal form. An unknown kind or operator refuses the whole bundle. */
export const wireCondition = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("subject"), kinds: z.array(z.enum(["user", "workload"])) }),
  z.strictObject({
    kind: z.literal("mfa"),
    strength: z.enum(["any", "phishing-resistant"]),
    within_seconds: z.int().min(0).nullable(),
  }),
  z.strictObject({
    kind: z.literal("device"),
    trust: z.enum(["registered", "compliant", "managed"]),
    owned: z.boolean(),
    platforms: names.nullable(),
    posture: z.array(posture),
  }),
  z.strictObject({
    kind: z.literal("network"),
    in: networks.nullable(),
    not_in: networks.nullable(),
  }),
  z.strictObject({
    kind: z.literal("country"),
    in: countries.nullable(),
    not_in: countries.nullable(),
  }),
  schedule,
  z.strictObject({ kind: z.literal("risk"), below: z.enum(["low", "medium", "high"]) }),
  z.strictObject({
    kind: z.literal("token"),
    scopes: names,
    audiences: names,
    issuers: names,
    sender_constrained: z.boolean(),
  }),
  attribute,
]);
