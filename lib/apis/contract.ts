import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { parseHostEntry } from "#lib/engine/parse-host.ts";
import { parseTemplate } from "#lib/engine/parse-template.ts";
import { rateLimit } from "#lib/engine/rate-limit.ts";
import { displayName, instant, pageInput, pageOf, prose, slug, sortBy } from "#lib/page.ts";

export const sensitivities = ["public", "internal", "confidential", "restricted"] as const;
export const criticalities = ["low", "medium", "high"] as const;
export const exposures = ["internal", "partner", "internet"] as const;
export const sensitivity = z.enum(sensitivities);
export type Sensitivity = z.output<typeof sensitivity>;

/** A host as requests name it: lower case, A-labels, `*` for one leftmost label, a port where it is not 80 or 443. */
const host = z
  .string()
  .trim()
  .max(260)
  .transform((text) =>
    text
      .toLowerCase()
      .replace(/\.(?=:|$)/, "")
      .replace(/:(?:80|443)$/, ""),
  )
  .refine(
    (text) => parseHostEntry(text) !== null,
    "Write a host as api.example.com, *.example.com or localhost:8181; names in other scripts in their xn-- form.",
  );

/** `/` is the root; no trailing slash otherwise. */
const basePath = z
  .string()
  .trim()
  .max(500)
  .default("/")
  .transform((text) => text.replace(/\/+$/, "") || "/")
  .refine(isBasePath, "Write a base path as / or /svc/v1, without parameters, query or fragment.");

function isBasePath(text: string): boolean {
  const template = /[?#]/.test(text) ? null : parseTemplate(text);
  return template?.multi === null && template.segments.every(({ kind }) => kind === "literal");
}

export const hostEntry = z.object({ host, basePath });

const hosts = z
  .array(hostEntry)
  .max(200)
  .refine(
    (list) => new Set(list.map((each) => `${each.host} ${each.basePath}`)).size === list.length,
    "The same host and base path are listed twice.",
  );

const label = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not have control characters")
  .transform((text) => text.normalize("NFC"));

const switches = {
  undocumented: z.enum(["deny", "authenticated"]),
  cors: z.enum(["none", "preflight"]),
  trailingSlash: z.enum(["refuse", "required"]),
  stale: z.enum(["deny", "continue"]),
};

/** What an administrator decides about an API: release content, but for the description. */
export const apiSettings = z.object({
  name: displayName,
  description: prose,
  owner: z
    .string()
    .trim()
    .max(120)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not have control characters"),
  sensitivity,
  criticality: z.enum(criticalities),
  exposure: z.enum(exposures),
  dataClasses: z
    .array(label)
    .max(50)
    .transform((list) => [...new Set(list)]),
  /** The `aud` that tokens for this API must carry. */
  audience: z
    .string()
    .trim()
    .min(1, "is missing")
    .max(200)
    .regex(
      /^[\x21-\x7e]+$/,
      "Use printable ASCII without spaces, as in https://api.example.com or billing.",
    ),
  /** Until when the API is only observed; null is enforced. */
  observeUntil: instant.nullable(),
  ...switches,
  signalsAgeSecondsMax: z.number().int().min(1).max(604_800).nullable(),
  rateLimit: rateLimit.nullable(),
  hosts,
});
export type ApiSettings = z.output<typeof apiSettings>;

/** Pages of the console stand at these names. */
export const newApiSlug = slug.refine((text) => text !== "new" && text !== "import", "is reserved");

/** A release says that an API is observed; this says it without one, for an hour at most. */
const observation = z.object({
  until: instant,
  reason: z.string(),
  by: z.string(),
  since: instant,
});

const apiSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  owner: z.string(),
  sensitivity,
  criticality: z.enum(criticalities),
  exposure: z.enum(exposures),
  dataClasses: z.array(z.string()),
  hosts: z.array(z.object({ host: z.string(), basePath: z.string() })),
  observeUntil: instant.nullable(),
  /** By signal, while it lasts. */
  observedNow: observation.nullable(),
  /** `observe` while `observeUntil` or the end of `observedNow` lies ahead. */
  mode: z.enum(["enforce", "observe"]),
  operations: z.number().int(),
  /** Policies that name it, or every API. */
  policies: z.number().int(),
  /** Whether any enforced permit names it: without one every call is denied. */
  permitted: z.boolean(),
  origin: z.string(),
  version: z.number().int(),
  updatedAt: instant,
});
export type ApiSummary = z.output<typeof apiSummary>;

const namedPolicy = z.object({
  name: z.string(),
  effect: z.enum(["permit", "forbid"]),
  mode: z.enum(["enforce", "shadow", "off"]),
  sentence: z.string(),
  /** How many of the API's operations it targets. */
  operations: z.number().int(),
});

export const apiDetail = apiSummary.extend({
  description: z.string(),
  audience: z.string(),
  ...switches,
  signalsAgeSecondsMax: z.number().int().nullable(),
  rateLimit: rateLimit.nullable(),
  documentVersion: z.string(),
  securitySchemes: z.array(z.object({ name: z.string(), type: z.string(), detail: z.string() })),
  targetedBy: z.array(namedPolicy),
  /** Operations that no enforced permit targets: denied, whoever calls. */
  unpermitted: z.number().int(),
  createdAt: instant,
});
export type ApiDetail = z.output<typeof apiDetail>;

export const operationSummary = z.object({
  id: z.string(),
  key: z.string(),
  method: z.string(),
  template: z.string(),
  operationIds: z.array(z.string()),
  summary: z.string(),
  tags: z.array(z.string()),
  /** Null inherits the API's. */
  sensitivity: sensitivity.nullable(),
  effectiveSensitivity: sensitivity,
  rateLimit: rateLimit.nullable(),
  deprecated: z.boolean(),
  /** Names of enforced permits that target it. */
  permittedBy: z.array(z.string()),
  origin: z.string(),
  version: z.number().int(),
});
export type OperationSummary = z.output<typeof operationSummary>;

const method = z.string().regex(/^[A-Z]{1,20}$/, "Write a method in capitals, as in GET.");
const operationEdit = z.object({
  sensitivity: sensitivity.nullable().optional(),
  rateLimit: rateLimit.nullable().optional(),
});
const operationIds = z.array(z.uuid()).min(1, "Choose at least one.").max(50_000);
const invalidates = ["apis", "policies", "releases", "overview"];

export const apis = {
  list: read({
    name: "apis.list",
    summary: "List APIs",
    permission: "apis:read",
    input: pageInput.extend({
      sensitivity: sensitivity.optional(),
      exposure: z.enum(exposures).optional(),
      mode: z.enum(["enforce", "observe"]).optional(),
      sort: sortBy(["slug", "name", "changed"]).default("slug"),
    }),
    output: pageOf(apiSummary),
    route: { method: "GET", path: "/apis" },
  }),
  get: read({
    name: "apis.get",
    summary: "Read an API with its settings and the policies that target it",
    permission: "apis:read",
    input: z.object({ slug }),
    output: apiDetail,
    route: { method: "GET", path: "/apis/{slug}" },
  }),
  create: write({
    name: "apis.create",
    summary: "Create an API by hand",
    permission: "apis:write",
    audit: "api.create",
    input: apiSettings.partial().extend({ slug: newApiSlug, name: displayName }),
    output: apiDetail,
    route: { method: "POST", path: "/apis", status: 201 },
    invalidates,
  }),
  update: write({
    name: "apis.update",
    summary: "Change an API's settings; members that are left out stay",
    permission: "apis:write",
    audit: "api.update",
    input: apiSettings.partial().extend({ slug, version: z.number().int() }),
    output: apiDetail,
    route: { method: "PATCH", path: "/apis/{slug}", ifMatch: true },
    invalidates,
  }),
  delete: write({
    name: "apis.delete",
    summary: "Delete an API and its operations; refused while a policy names it",
    permission: "apis:write",
    audit: "api.delete",
    input: z.object({ slug }),
    output: z.object({ operations: z.number().int() }),
    route: { method: "DELETE", path: "/apis/{slug}" },
    invalidates,
  }),
  discard: write({
    name: "apis.discard",
    summary:
      "Discard what is unpublished of an API: classification, hosts and operations as published",
    permission: "apis:write",
    audit: "api.discard",
    input: z.object({ slug }),
    output: apiDetail,
    route: { method: "POST", path: "/apis/{slug}/discard" },
    invalidates,
  }),
  listOperations: read({
    name: "apis.listOperations",
    summary: "List an API's operations",
    permission: "apis:read",
    input: pageInput.extend({
      slug,
      method: method.optional(),
      sensitivity: sensitivity.optional(),
      tag: z.string().max(300).optional(),
      permitted: z.enum(["yes", "no"]).optional(),
    }),
    output: pageOf(operationSummary),
    route: { method: "GET", path: "/apis/{slug}/operations" },
  }),
  addOperation: write({
    name: "apis.addOperation",
    summary: "Add an operation by hand",
    permission: "apis:write",
    audit: "api.operation-add",
    input: operationEdit.extend({
      slug,
      method,
      template: z.string().trim().max(1000),
      operationId: z.string().trim().max(300).optional(),
      summary: z.string().trim().max(300).default(""),
      tags: z.array(label).max(50).default([]),
    }),
    output: operationSummary,
    route: { method: "POST", path: "/apis/{slug}/operations", status: 201 },
    invalidates,
  }),
  updateOperation: write({
    name: "apis.updateOperation",
    summary: "Change one operation's sensitivity or rate limit",
    permission: "apis:write",
    audit: "api.operation-update",
    input: operationEdit.extend({ slug, id: z.uuid(), version: z.number().int() }),
    output: operationSummary,
    route: { method: "PATCH", path: "/apis/{slug}/operations/{id}", ifMatch: true },
    invalidates,
  }),
  updateOperations: write({
    name: "apis.updateOperations",
    summary: "Change the sensitivity or rate limit of many operations",
    permission: "apis:write",
    audit: "api.operations-update",
    input: operationEdit.extend({ slug, ids: operationIds }),
    output: z.object({ changed: z.number().int() }),
    route: {
      method: "POST",
      path: "/apis/{slug}/operations/update",
      bodyBytesMax: 4 * 1024 * 1024,
    },
    invalidates,
  }),
  removeOperations: write({
    name: "apis.removeOperations",
    summary: "Remove operations; refused while a policy names one of them",
    permission: "apis:write",
    audit: "api.operations-remove",
    input: z.object({ slug, ids: operationIds }),
    output: z.object({ removed: z.number().int() }),
    route: {
      method: "POST",
      path: "/apis/{slug}/operations/remove",
      bodyBytesMax: 4 * 1024 * 1024,
    },
    invalidates,
  }),
} as const;
