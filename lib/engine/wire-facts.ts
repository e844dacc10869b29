import type { DirectoryData, SignalsData } from "./deployment.ts";
import { boolean, either, list, map, nullable, object, oneOf, type Shape } from "./shape.ts";
import {
  anyText,
  attributeValue,
  cleanText,
  count,
  format,
  revision,
  seconds,
  someText,
  wireScalar,
} from "./wire-schemas.ts";

const grants = list(object({ role: anyText, not_after: nullable(seconds) }));

const subject = object({
  seq: count,
  kind: oneOf("user", "workload"),
  state: oneOf("active", "suspended"),
  groups: list(anyText),
  grants,
  attributes: map(attributeValue),
  passkey: boolean,
  revoked_before: nullable(seconds),
});
const group = object({ seq: count, grants });
const device = object({
  seq: count,
  subject: nullable(anyText),
  platform: cleanText,
  state: oneOf("pending", "trusted", "quarantined", "revoked"),
  trust: oneOf("registered", "compliant", "managed"),
  posture: map(object({ value: wireScalar, not_after: nullable(seconds) })),
  attributes: map(attributeValue),
});
const thumbprint = object({ seq: count, device: anyText });
const gone = object({ seq: count, gone: oneOf(true) });

export const wireDirectory: Shape<DirectoryData> = object({
  format,
  revision,
  subjects: map(subject),
  groups: map(group),
  devices: map(device),
  thumbprints: map(thumbprint),
});

const risks = map(
  object({
    level: oneOf("none", "low", "medium", "high", "critical"),
    not_after: seconds,
  }),
);

const issuer = object({
  issuer: someText,
  local: boolean,
  jit: boolean,
  trusted_for_assurance: boolean,
  groups: list(cleanText),
  keys: map(object({ alg: oneOf("ES256", "RS256", "PS256"), jwks: anyText })),
});

export const wireSignals: Shape<SignalsData> = object({
  format,
  revision,
  issued_at: seconds,
  lease: object({ not_after: seconds }),
  at_least: object({ policy: revision, directory: revision }),
  subjects: map(either(gone, subject)),
  groups: map(either(gone, group)),
  devices: map(either(gone, device)),
  thumbprints: map(either(gone, thumbprint)),
  sessions: map(object({ revoked_at: seconds })),
  risk: object({ subjects: risks, devices: risks, sessions: risks }),
  observed: map(object({ not_after: seconds })),
  issuers: map(issuer),
});
