import { z } from "zod";
import { cleanText } from "./text-schemas.ts";
import { wireCondition } from "./wire-conditions.ts";
import { revision, seconds, sensitivity, wireMap, wireRateLimit } from "./wire-schemas.ts";

const names = z.array(cleanText);
const masks = wireMap(z.array(z.string().regex(/^[lp]*$/)));
const paths = wireMap(wireMap(z.string()));
const depths = z.array(z.int().min(0).max(64));

const api = z
  .strictObject({
    name: cleanText,
    sensitivity,
    criticality: z.enum(["low", "medium", "high"]),
    data_classes: names,
    exposure: z.enum(["internal", "partner", "internet"]),
    audience: cleanText.min(1),
    observe_until: seconds.nullable(),
    undocumented: z.enum(["deny", "authenticated"]),
    cors: z.enum(["none", "preflight"]),
    trailing_slash: z.enum(["refuse", "required"]),
    stale: z.enum(["deny", "continue"]),
    signals_age_seconds_max: z.int().min(0).nullable(),
    rate_limit: wireRateLimit.nullable(),
    shapes: masks,
    paths,
    multi_depths: depths,
    multi_shapes: masks,
    multi_paths: paths,
    literals: wireMap(wireMap(z.literal(true))),
    candidates: z.string(),
  })
  .refine(
    (data) => data.observe_until === null || data.sensitivity !== "restricted",
    "A restricted API can't be observed.",
  );

const operation = z.strictObject({
  api: z.string(),
  key: cleanText,
  method: z.string().min(1),
  template: cleanText,
  params: names,
  sensitivity,
  tags: names,
  rate_limit: wireRateLimit.nullable(),
  candidates: z.string(),
});

const selector = /^(everybody|authenticated|(role|group|user|workload):.+)$/su;
const selectors = wireMap(names).refine(
  (map) => Object.keys(map).every((key) => selector.test(key)),
  "An unknown way to name subjects.",
);

const rule = z
  .strictObject({
    effect: z.enum(["permit", "forbid"]),
    mode: z.enum(["enforce", "shadow"]),
    kinds: z.array(z.enum(["user", "workload", "anonymous"])).nullable(),
    when: z.array(wireCondition),
    unless: z.array(wireCondition),
    rate_limit: wireRateLimit.nullable(),
    reason: cleanText,
  })
  .refine(
    ({ effect, unless }) => effect === "forbid" || unless.length === 0,
    "Only a forbid has unless.",
  )
  .refine(
    ({ effect, rate_limit: limit }) => effect === "permit" || limit === null,
    "Only a permit has a rate limit.",
  );

export const wirePolicy = z.strictObject({
  format: z.literal(1, "Only format 1 is known."),
  deployment: z.string().min(1),
  channel: z.string().min(1),
  revision,
  release: z.int().min(0),
  at_least: z.strictObject({ directory: revision }),
  ports: z.array(z.int().min(1).max(65_535)),
  hosts: wireMap(z.strictObject({ depths, bases: wireMap(z.string()) })),
  apis: wireMap(api),
  operations: wireMap(operation),
  candidates: wireMap(z.strictObject({ permit: selectors, forbid: selectors })),
  policies: wireMap(rule),
});
