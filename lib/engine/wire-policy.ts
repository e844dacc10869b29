import type { PolicyData } from "./deployment.ts";
import { integer, list, map, nullable, object, oneOf, text, where, type Shape } from "./shape.ts";
import { wireCondition } from "./wire-conditions.ts";
import {
  anyText,
  cleanText,
  count,
  format,
  revision,
  seconds,
  sensitivity,
  someText,
  wireRateLimit,
} from "./wire-schemas.ts";

const names = list(cleanText);
const masks = map(list(text((mask) => /^[lp]*$/.test(mask), "Expected a mask.")));
const paths = map(map(anyText));
const depths = list(integer(0, 64));

const api = where(
  object({
    name: cleanText,
    sensitivity,
    criticality: oneOf("low", "medium", "high"),
    data_classes: names,
    exposure: oneOf("internal", "partner", "internet"),
    audience: where(cleanText, (name) => name !== "", "Must not be empty."),
    observe_until: nullable(seconds),
    undocumented: oneOf("deny", "authenticated"),
    cors: oneOf("none", "preflight"),
    trailing_slash: oneOf("refuse", "required"),
    stale: oneOf("deny", "continue"),
    signals_age_seconds_max: nullable(count),
    rate_limit: nullable(wireRateLimit),
    shapes: masks,
    paths,
    multi_depths: depths,
    multi_shapes: masks,
    multi_paths: paths,
    literals: map(map(oneOf(true))),
    candidates: anyText,
  }),
  (data) => data.observe_until === null || data.sensitivity !== "restricted",
  "A restricted API can't be observed.",
);

const operation = object({
  api: anyText,
  key: cleanText,
  method: someText,
  template: cleanText,
  params: names,
  sensitivity,
  tags: names,
  rate_limit: nullable(wireRateLimit),
  candidates: anyText,
});

const selector = /^(everybody|authenticated|(role|group|user|workload):.+)$/su;
const selectors = where(
  map(names),
  (named) => Object.keys(named).every((key) => selector.test(key)),
  "An unknown way to name subjects.",
);

const rule = where(
  where(
    object({
      effect: oneOf("permit", "forbid"),
      mode: oneOf("enforce", "shadow"),
      kinds: nullable(list(oneOf("user", "workload", "anonymous"))),
      when: list(wireCondition),
      unless: list(wireCondition),
      rate_limit: nullable(wireRateLimit),
      reason: cleanText,
    }),
    ({ effect, unless }) => effect === "forbid" || unless.length === 0,
    "Only a forbid has unless.",
  ),
  ({ effect, rate_limit: limit }) => effect === "permit" || limit === null,
  "Only a permit has a rate limit.",
);

export const wirePolicy: Shape<PolicyData> = object({
  format,
  deployment: someText,
  channel: someText,
  revision,
  release: count,
  at_least: object({ directory: revision }),
  ports: list(integer(1, 65_535)),
  hosts: map(object({ depths, bases: map(anyText) })),
  apis: map(api),
  operations: map(operation),
  candidates: map(object({ permit: selectors, forbid: selectors })),
  policies: map(rule),
});
