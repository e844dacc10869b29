import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { policyDocument } from "#lib/engine/policy-document.ts";
import { instant, pageInput, pageOf, slug, sortBy } from "#lib/page.ts";

export const policyEffects = ["permit", "forbid"] as const;
export const policyModes = ["enforce", "shadow", "off"] as const;

/** A change of the source that would settle a diagnostic: `text` in place of the characters from `from` to `to`. */
const repair = z.object({
  label: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  text: z.string(),
});

/** Lines and columns count from 1; null where the place is not in the text. */
export const policyDiagnostic = z.object({
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  fix: z.string().nullable(),
  /** Path in the document, as in `when.0.mfa.within`. */
  path: z.string(),
  line: z.number().int().nullable(),
  column: z.number().int().nullable(),
  endLine: z.number().int().nullable(),
  endColumn: z.number().int().nullable(),
  /** What somebody may have meant, the likeliest first. */
  repairs: z.array(repair),
});
export type PolicyDiagnostic = z.output<typeof policyDiagnostic>;

const policySummary = z.object({
  name: z.string(),
  description: z.string(),
  effect: z.enum(policyEffects),
  mode: z.enum(policyModes),
  /** What it says, in plain English. */
  sentence: z.string(),
  /** How many operations it targets now. */
  operations: z.number().int(),
  origin: z.enum(["console", "import", "sso", "scim", "code", "sample", "system"]),
  version: z.number().int(),
  updatedAt: instant,
});
export type PolicySummary = z.output<typeof policySummary>;

export const policyDetail = policySummary.extend({
  /** YAML as its author wrote it, comments included. */
  source: z.string(),
  document: policyDocument,
  diagnostics: z.array(policyDiagnostic),
  createdAt: instant,
});
export type PolicyDetail = z.output<typeof policyDetail>;

const validation = z.object({
  valid: z.boolean(),
  sentence: z.string().nullable(),
  diagnostics: z.array(policyDiagnostic),
  /** How many operations of how many APIs it would target. */
  operations: z.number().int(),
  apis: z.number().int(),
});

export const nameKinds = ["apis", "operations", "tags", "roles", "users", "facts"] as const;
export type NameKind = (typeof nameKinds)[number];

const policyName = z.object({ value: z.string(), detail: z.string() });
export type PolicyName = z.output<typeof policyName>;

const source = z
  .string()
  .max(100_000, "A policy may have 100,000 characters.")
  .refine(
    (text) => text.isWellFormed() && !text.includes("\u0000"),
    "must not have NUL characters or lone surrogates",
  );

const invalidates = ["policies", "apis", "releases", "overview"];

export const policies = {
  list: read({
    name: "policies.list",
    summary: "List policies with what they say",
    permission: "policies:read",
    input: pageInput.extend({
      effect: z.enum(policyEffects).optional(),
      mode: z.enum(policyModes).optional(),
      /** Only those that name this API, or every one. */
      api: slug.optional(),
      sort: sortBy(["name", "changed"]).default("name"),
    }),
    output: pageOf(policySummary),
    route: { method: "GET", path: "/policies" },
  }),
  get: read({
    name: "policies.get",
    summary: "Read a policy with its source",
    permission: "policies:read",
    input: z.object({ name: slug }),
    output: policyDetail,
    route: { method: "GET", path: "/policies/{name}" },
  }),
  versions: read({
    name: "policies.versions",
    summary:
      "Every text a policy has had, newest first, with who wrote it and which releases carried it",
    permission: "policies:read",
    input: z.object({ name: slug }),
    output: z.object({
      items: z.array(
        z.object({
          number: z.number().int(),
          source: z.string(),
          /** What it says; null where it is no policy by today's schema. */
          sentence: z.string().nullable(),
          /** Null for what was there before the first recorded change. */
          at: instant.nullable(),
          by: z.string().nullable(),
          action: z.string().nullable(),
          releases: z.array(z.number().int()),
          current: z.boolean(),
        }),
      ),
    }),
    route: { method: "GET", path: "/policies/{name}/versions" },
  }),
  create: write({
    name: "policies.create",
    summary: "Create a policy from YAML; its name is in the document",
    permission: "policies:write",
    audit: "policy.create",
    input: z.object({ source }),
    output: policyDetail,
    route: { method: "POST", path: "/policies", status: 201 },
    invalidates,
  }),
  update: write({
    name: "policies.update",
    summary: "Replace a policy's YAML",
    permission: "policies:write",
    audit: "policy.update",
    input: z.object({ name: slug, source, version: z.number().int() }),
    output: policyDetail,
    route: { method: "PUT", path: "/policies/{name}", ifMatch: true },
    invalidates,
  }),
  setMode: write({
    name: "policies.setMode",
    summary: "Enforce a policy, only watch what it would do, or turn it off",
    permission: "policies:write",
    audit: "policy.mode",
    input: z.object({ name: slug, mode: z.enum(policyModes) }),
    output: policyDetail,
    route: { method: "POST", path: "/policies/{name}/mode" },
    invalidates,
  }),
  delete: write({
    name: "policies.delete",
    summary: "Delete a policy; what is published stays until the next release",
    permission: "policies:write",
    audit: "policy.delete",
    input: z.object({ name: slug }),
    output: z.object({ name: z.string() }),
    route: { method: "DELETE", path: "/policies/{name}" },
    invalidates,
  }),
  names: read({
    name: "policies.names",
    summary:
      "What a policy may name: APIs, operations, tags, roles, people, facts; the first 50 that match",
    permission: "policies:read",
    input: z.object({
      kind: z.enum(nameKinds),
      /** A part of the name. */
      q: z.string().trim().max(200).default(""),
      /** Only operations and parameters of this API. */
      api: slug.optional(),
    }),
    output: z.object({ items: z.array(policyName) }),
    route: { method: "GET", path: "/policy-names" },
  }),
  discard: write({
    name: "policies.discard",
    summary: "Discard what is unpublished of a policy: back to the release it is compared with",
    permission: "policies:write",
    audit: "policy.discard",
    input: z.object({ name: slug }),
    /** Null: it is in no release, and is gone. */
    output: z.object({ name: z.string(), source: z.string().nullable() }),
    route: { method: "POST", path: "/policies/{name}/discard" },
    invalidates,
  }),
  validate: read({
    name: "policies.validate",
    summary: "Check a policy's YAML against the schema and the inventory, without storing it",
    permission: "policies:read",
    input: z.object({ source, name: slug.optional() }),
    output: validation,
    route: { method: "POST", path: "/policies/validate" },
  }),
} as const;
