import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { scalar } from "#lib/engine/text-schemas.ts";
import { reason } from "#lib/identities/users/contract.ts";
import { displayName, instant, pageInput, pageOf, slug, sortBy } from "#lib/page.ts";

export const devicePlatforms = [
  "macos",
  "windows",
  "linux",
  "ios",
  "android",
  "chromeos",
  "other",
] as const;
export const deviceStates = ["pending", "trusted", "quarantined", "revoked"] as const;
export const deviceTrusts = ["registered", "compliant", "managed"] as const;

const posture = z
  .record(
    z.string().regex(/^[a-z][a-z0-9._-]{0,62}$/, "must be a name like disk-encryption"),
    z.object({ value: scalar, notAfter: z.iso.datetime().nullable().default(null) }),
  )
  .refine((checks) => Object.keys(checks).length <= 50, "50 checks at most");

export const deviceSummary = z.object({
  slug: z.string(),
  name: z.string(),
  owner: z.object({ slug: z.string(), name: z.string() }).nullable(),
  platform: z.enum(devicePlatforms),
  state: z.enum(deviceStates),
  trust: z.enum(deviceTrusts),
  stateReason: z.string(),
  origin: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  version: z.number().int(),
});
export type DeviceSummary = z.output<typeof deviceSummary>;

export const deviceDetail = deviceSummary.extend({
  posture,
  keys: z.array(
    z.object({
      /** RFC 7638: what a token's `cnf.jkt` names. */
      thumbprint: z.string(),
      createdAt: instant,
      revokedAt: instant.nullable(),
    }),
  ),
});
export type DeviceDetail = z.output<typeof deviceDetail>;

/** The public half of an ES256 key (RFC 7518, section 6.2.1); a private one is refused. */
export const publicJwk = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/, "must be 32 bytes in base64url"),
  y: z.string().regex(/^[A-Za-z0-9_-]{43}$/, "must be 32 bytes in base64url"),
});

const which = z.object({ slug });
const withReason = which.extend({ reason });
const ceremony = { withinSeconds: 900, tokens: "allowed" } as const;
const personOnly = { withinSeconds: 900, tokens: "refused" } as const;
const invalidates = ["devices", "users"] as const;

function stateChange(verb: "approve" | "quarantine" | "release" | "revoke", summary: string) {
  return write({
    name: `devices.${verb}`,
    summary,
    permission: "devices:write",
    input: withReason,
    output: deviceSummary,
    route: { method: "POST", path: `/devices/{slug}/${verb}` },
    audit: `device.${verb}`,
    ceremony,
    invalidates,
  });
}

export const devices = {
  list: read({
    name: "devices.list",
    summary: "List devices, newest first",
    permission: "devices:read",
    input: pageInput.extend({
      state: z.enum(deviceStates).optional(),
      trust: z.enum(deviceTrusts).optional(),
      platform: z.enum(devicePlatforms).optional(),
      owner: slug.optional(),
      sort: sortBy(["created", "name"]).default("-created"),
    }),
    output: pageOf(deviceSummary),
    route: { method: "GET", path: "/devices" },
  }),
  get: read({
    name: "devices.get",
    summary: "One device: owner, keys, posture",
    permission: "devices:read",
    input: which,
    output: deviceDetail,
    route: { method: "GET", path: "/devices/{slug}" },
  }),
  approve: stateChange("approve", "Trust a pending device"),
  quarantine: stateChange("quarantine", "Quarantine a device: what needs a device is refused"),
  release: stateChange("release", "End a quarantine"),
  revoke: stateChange("revoke", "Revoke a device for good"),
  update: write({
    name: "devices.update",
    summary: "Change a device's name, platform, trust or posture",
    permission: "devices:write",
    input: which.extend({
      version: z.number().int(),
      name: displayName.optional(),
      platform: z.enum(devicePlatforms).optional(),
      trust: z.enum(deviceTrusts).optional(),
      posture: posture.optional(),
    }),
    output: deviceDetail,
    route: { method: "PATCH", path: "/devices/{slug}", ifMatch: true },
    audit: "device.update",
    ceremony,
    invalidates,
  }),
  mine: read({
    name: "devices.mine",
    summary: "My devices",
    permission: "self:read",
    input: z.object({}),
    output: z.object({ items: z.array(deviceDetail) }),
    route: { method: "GET", path: "/me/devices" },
  }),
  createEnrollmentCode: write({
    name: "devices.createEnrollmentCode",
    summary: "A one-time code, ten minutes long, that lets one device enroll itself as mine",
    permission: "self:write",
    input: z.object({}),
    output: z.object({ code: z.string(), expiresAt: instant }),
    route: { method: "POST", path: "/me/devices/enrollment-codes", status: 201 },
    audit: "device.enrollment-code",
    ceremony: personOnly,
  }),
  enroll: write({
    name: "devices.enroll",
    summary:
      "Enroll a device: an enrollment code, a public key, and a signature by its private half",
    // A device that has nothing else yet brings its one-time code as the bearer too.
    permission: "devices:enroll",
    input: z.object({
      code: z.string().max(100),
      name: displayName,
      platform: z.enum(devicePlatforms),
      publicJwk,
      /** Compact JWS, ES256, `typ: sallyport-enroll+jwt`, payload `{aud, code_hash, iat}`. */
      proof: z.string().max(4000),
    }),
    output: z.object({
      slug: z.string(),
      name: z.string(),
      state: z.enum(deviceStates),
      thumbprint: z.string(),
    }),
    route: { method: "POST", path: "/devices/enroll", status: 201 },
    audit: "device.enroll",
    invalidates,
  }),
  removeMine: write({
    name: "devices.removeMine",
    summary: "Remove one of my devices: its key is revoked",
    permission: "self:write",
    input: which,
    output: z.object({ slug: z.string() }),
    route: { method: "DELETE", path: "/me/devices/{slug}" },
    audit: "device.remove",
    invalidates,
  }),
  renameMine: write({
    name: "devices.renameMine",
    summary: "Rename one of my devices",
    permission: "self:write",
    input: which.extend({ name: displayName }),
    output: z.object({ slug: z.string(), name: z.string() }),
    route: { method: "PATCH", path: "/me/devices/{slug}" },
    audit: "device.rename",
    invalidates,
  }),
};
