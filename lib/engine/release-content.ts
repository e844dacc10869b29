import { z } from "zod";
import { policyDocument } from "./policy-document.ts";
import { parseHostEntry } from "./parse-host.ts";
import { parseTemplate } from "./parse-template.ts";
import { cleanName, cleanText, setOf, slug } from "./text-schemas.ts";

const sensitivity = z.enum(["public", "internal", "confidential", "restricted"]);

/** A limit in the wire's form: seconds, not text. */
const rateLimit = z.strictObject({
  limit: z.int().min(1).max(1_000_000_000),
  window_seconds: z
    .int()
    .min(1)
    .max(3650 * 86_400),
  per: z.enum(["subject", "device", "address"]),
});

const template = z
  .string()
  .max(2000)
  .refine(
    (text) => parseTemplate(text) !== null,
    "Write a path template as /users/{id}; `{path+}` only as the last segment, no empty or dot segments.",
  );

const operation = z.strictObject({
  key: cleanName,
  method: z.string().regex(/^[A-Z]{1,20}$/, "Write a method in capitals, as in GET."),
  /** Relative to the base path; a fragment is ignored (rule 30). */
  template,
  operationIds: setOf(cleanName),
  tags: setOf(cleanName),
  /** Null inherits the API's. */
  sensitivity: sensitivity.nullable(),
  rateLimit: rateLimit.nullable(),
});

const host = z.strictObject({
  host: z
    .string()
    .refine(
      (text) => parseHostEntry(text) !== null,
      "Write a host in lower case with an optional port, as in api.example.com, *.example.com or localhost:8181.",
    ),
  basePath: z
    .string()
    .refine(
      (text) => parseTemplate(text)?.segments.every(({ kind }) => kind === "literal") ?? false,
      "Write a base path as / or /svc/v1, without parameters.",
    ),
});

const api = z
  .strictObject({
    slug,
    name: cleanName,
    owner: cleanText.nullable(),
    sensitivity,
    criticality: z.enum(["low", "medium", "high"]),
    dataClasses: setOf(cleanName),
    exposure: z.enum(["internal", "partner", "internet"]),
    hosts: z.array(host),
    audience: cleanName,
    mode: z.union([z.literal("enforce"), z.strictObject({ observeUntil: z.int().min(0) })]),
    undocumented: z.enum(["deny", "authenticated"]),
    cors: z.enum(["none", "preflight"]),
    trailingSlash: z.enum(["refuse", "required"]),
    stale: z.enum(["deny", "continue"]),
    signalsAgeSecondsMax: z.int().min(1).nullable(),
    rateLimit: rateLimit.nullable(),
    operations: z.array(operation),
  })
  .superRefine((value, context) => {
    const issue = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (value.mode !== "enforce" && value.sensitivity === "restricted")
      issue("mode", "A restricted API is always enforced, it can't be observed.");
    if (value.stale === "continue" && !["public", "internal"].includes(value.sensitivity))
      issue("stale", "Only public and internal APIs may go on without a valid lease.");
  });

/**
 * What a release holds: the APIs with their classification, and the policies. Immutable once published.
 * Instants and durations are integer seconds here, as on the wire.
 */
export const releaseContent = z.strictObject({
  apis: z.array(api),
  policies: z.array(policyDocument),
});

export type ReleaseContent = z.infer<typeof releaseContent>;
export type ApiContent = z.infer<typeof api>;
export type OperationContent = z.infer<typeof operation>;
