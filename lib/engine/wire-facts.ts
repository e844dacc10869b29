import { z } from "zod";
import { cleanText } from "./text-schemas.ts";
import { attributeValue, revision, seconds, wireMap, wireScalar } from "./wire-schemas.ts";

const seq = z.int().min(0);
const grants = z.array(z.strictObject({ role: z.string(), not_after: seconds.nullable() }));

const subject = z.strictObject({
  seq,
  kind: z.enum(["user", "workload"]),
  state: z.enum(["active", "suspended"]),
  groups: z.array(z.string()),
  grants,
  attributes: wireMap(attributeValue),
  passkey: z.boolean(),
  revoked_before: seconds.nullable(),
});
const group = z.strictObject({ seq, grants });
const device = z.strictObject({
  seq,
  subject: z.string().nullable(),
  platform: cleanText,
  state: z.enum(["pending", "trusted", "quarantined", "revoked"]),
  trust: z.enum(["registered", "compliant", "managed"]),
  posture: wireMap(z.strictObject({ value: wireScalar, not_after: seconds.nullable() })),
  attributes: wireMap(attributeValue),
});
const thumbprint = z.strictObject({ seq, device: z.string() });
const gone = z.strictObject({ seq, gone: z.literal(true) });

export const wireDirectory = z.strictObject({
  format: z.literal(1, "Only format 1 is known."),
  revision,
  subjects: wireMap(subject),
  groups: wireMap(group),
  devices: wireMap(device),
  thumbprints: wireMap(thumbprint),
});

const risks = wireMap(
  z.strictObject({
    level: z.enum(["none", "low", "medium", "high", "critical"]),
    not_after: seconds,
  }),
);

const issuer = z.strictObject({
  issuer: z.string().min(1),
  local: z.boolean(),
  jit: z.boolean(),
  trusted_for_assurance: z.boolean(),
  groups: z.array(cleanText),
  keys: wireMap(z.strictObject({ alg: z.enum(["ES256", "RS256", "PS256"]), jwks: z.string() })),
});

export const wireSignals = z.strictObject({
  format: z.literal(1, "Only format 1 is known."),
  revision,
  issued_at: seconds,
  lease: z.strictObject({ not_after: seconds }),
  at_least: z.strictObject({ policy: revision, directory: revision }),
  subjects: wireMap(z.union([subject, gone])),
  groups: wireMap(z.union([group, gone])),
  devices: wireMap(z.union([device, gone])),
  thumbprints: wireMap(z.union([thumbprint, gone])),
  sessions: wireMap(z.strictObject({ revoked_at: seconds })),
  risk: z.strictObject({ subjects: risks, devices: risks, sessions: risks }),
  issuers: wireMap(issuer),
});
