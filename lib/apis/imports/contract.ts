import { z } from "zod";
import { apiSettings, newApiSlug, sensitivity } from "#lib/apis/contract.ts";
import { read, write } from "#lib/contract.ts";
import { displayName, instant, pageInput, pageOf, slug } from "#lib/page.ts";

export const importStates = [
  "queued",
  "reading",
  "ready",
  "applying",
  "applied",
  "failed",
  "discarded",
] as const;

const target = z.union([
  z.object({ slug: newApiSlug, name: displayName }),
  z.object({ existing: slug }),
]);

const operationChange = z.object({
  key: z.string(),
  method: z.string(),
  template: z.string(),
  summary: z.string(),
});

const brokenPolicy = z.object({
  policy: z.string(),
  effect: z.enum(["permit", "forbid"]),
  /** Names of removed operations that the policy uses. */
  names: z.array(z.string()),
  /** A forbid that names what is gone can't be published. */
  blocksPublishing: z.boolean(),
});

/** What applying would do to the API as it is now. */
export const importDifference = z.object({
  /** The API's version that this was compared with; null for a new API. */
  apiVersion: z.number().int().nullable(),
  added: z.array(operationChange),
  changed: z.array(operationChange.extend({ what: z.array(z.string()) })),
  removed: z.array(operationChange.extend({ sensitivity: sensitivity.nullable() })),
  unchanged: z.number().int(),
  /** Operations made by hand that the description does not know: they stay. */
  kept: z.number().int(),
  breaks: z.array(brokenPolicy),
});
export type ImportDifference = z.output<typeof importDifference>;

const importSummary = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(importStates),
  progress: z.number().int(),
  step: z.string(),
  /** The API it goes into, or will make. */
  slug: z.string(),
  name: z.string(),
  isNew: z.boolean(),
  error: z
    .object({
      message: z.string(),
      pointer: z.string().nullable(),
      line: z.number().int().nullable(),
      column: z.number().int().nullable(),
    })
    .nullable(),
  createdAt: instant,
  updatedAt: instant,
});
export type ImportSummary = z.output<typeof importSummary>;

export const importDetail = importSummary.extend({
  description: z
    .object({
      openapi: z.string(),
      title: z.string(),
      about: z.string(),
      version: z.string(),
      /** Operations that the document has; `merged` means the same as another one, `skipped` can match no request. */
      described: z.number().int(),
      merged: z.number().int(),
      skipped: z.number().int(),
      /** What is left of them. */
      operations: z.number().int(),
      servers: z.array(
        z.object({
          url: z.string(),
          host: z.string().nullable(),
          basePath: z.string(),
          from: z.enum(["document", "operations"]),
          operations: z.number().int(),
        }),
      ),
      securitySchemes: z.array(
        z.object({ name: z.string(), type: z.string(), detail: z.string() }),
      ),
      notes: z.array(
        z.object({
          kind: z.enum(["skipped", "changed", "noted"]),
          pointer: z.string(),
          reason: z.string(),
        }),
      ),
      notesLeftOut: z.number().int(),
      /** Paths that end in a slash: imported only where the API requires trailing slashes. */
      slashed: z.number().int(),
    })
    .nullable(),
  difference: importDifference.nullable(),
});
export type ImportDetail = z.output<typeof importDetail>;

/** 96 MB of text, escaped as JSON. */
const bodyBytesMax = 128 * 1024 * 1024;
const invalidates = ["apis", "policies", "releases", "overview"];

export const apiImports = {
  start: write({
    name: "apis.startImport",
    summary: "Hand in an OpenAPI description; it is read in the background",
    permission: "apis:write",
    audit: "api.import-start",
    input: z.object({
      fileName: z.string().trim().max(200).default("pasted text"),
      document: z
        .string()
        .min(1, "is empty")
        .refine((text) => !text.includes("\u0000"), "has NUL characters: is it a text file?"),
      target,
    }),
    output: importSummary,
    route: { method: "POST", path: "/api-imports", status: 202, bodyBytesMax },
    invalidates,
  }),
  list: read({
    name: "apis.listImports",
    summary: "List imports, newest first",
    permission: "apis:read",
    input: pageInput.extend({ slug: slug.optional(), state: z.enum(importStates).optional() }),
    output: pageOf(importSummary),
    route: { method: "GET", path: "/api-imports" },
  }),
  get: read({
    name: "apis.getImport",
    summary: "Read an import: its progress, and when it is ready what applying it would do",
    permission: "apis:read",
    input: z.object({ id: z.uuid() }),
    output: importDetail,
    route: { method: "GET", path: "/api-imports/{id}" },
  }),
  apply: write({
    name: "apis.applyImport",
    summary: "Apply an import in one transaction",
    permission: "apis:write",
    audit: "api.import-apply",
    input: apiSettings
      .omit({ name: true })
      .partial()
      .extend({
        id: z.uuid(),
        name: displayName.optional(),
        /** Remove operations that came by an import and are no longer described. */
        remove: z.boolean().default(true),
      }),
    output: z.object({
      slug: z.string(),
      added: z.number().int(),
      changed: z.number().int(),
      removed: z.number().int(),
    }),
    route: { method: "POST", path: "/api-imports/{id}/apply" },
    invalidates,
  }),
  discard: write({
    name: "apis.discardImport",
    summary: "Discard an import that was not applied",
    permission: "apis:write",
    audit: "api.import-discard",
    input: z.object({ id: z.uuid() }),
    output: importSummary,
    route: { method: "POST", path: "/api-imports/{id}/discard" },
    invalidates,
  }),
} as const;
