import type { DirectoryData, RiskEntry, SignalsData } from "#lib/engine/deployment.ts";
import { testKeys } from "#lib/engine/fixtures/test-keys.ts";
import type { Person } from "./people.ts";

const levels = ["none", "low", "medium", "high", "critical"] as const;

export const issuer = { id: "local", iss: "https://local.issuer.example.com" } as const;

export function issuerKey() {
  const key = testKeys["local-issuer"];
  if (!key) throw new Error("there is no test key of that name");
  return key;
}

export function makeDirectory(people: readonly Person[]): DirectoryData {
  return {
    format: 1,
    revision: [1, 1],
    subjects: Object.fromEntries(people.map(({ id, record }) => [id, record])),
    groups: Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`group-${index}`, { seq: 1, grants: [] }]),
    ),
    devices: Object.fromEntries(people.map(({ device }) => [device.id, device.record])),
    thumbprints: Object.fromEntries(
      people.map(({ device }) => [device.thumbprint, { seq: 1, device: device.id }]),
    ),
  };
}

/** The hot overlay: a lease, risks, an override for one person in a hundred, and the issuer. */
export function makeSignals(people: readonly Person[], now: number): SignalsData {
  const risky = people.filter(({ risk }) => risk > 0).slice(0, 5000);
  const overridden = people.filter((_, index) => index % 100 === 0).slice(0, 1000);
  const { thumbprint, privateJwk } = issuerKey();
  const { d: _private, ...jwk } = privateJwk;
  const key = { ...jwk, kid: thumbprint, alg: "ES256", use: "sig" };
  return {
    format: 1,
    revision: [1, 1],
    issued_at: now - 5,
    lease: { not_after: now + 86_400 },
    at_least: { policy: [1, 1], directory: [1, 1] },
    subjects: Object.fromEntries(overridden.map(({ id, record }) => [id, { ...record, seq: 2 }])),
    groups: {},
    devices: {},
    thumbprints: {},
    sessions: { "session-revoked": { revoked_at: now - 60 } },
    risk: {
      subjects: Object.fromEntries(
        risky.map(({ id, risk }): [string, RiskEntry] => [
          id,
          { level: levels[risk] ?? "critical", not_after: now + 86_400 },
        ]),
      ),
      devices: {},
      sessions: {},
    },
    observed: {},
    issuers: {
      [issuer.id]: {
        issuer: issuer.iss,
        local: true,
        jit: false,
        trusted_for_assurance: true,
        groups: [],
        keys: { [thumbprint]: { alg: "ES256", jwks: JSON.stringify({ keys: [key] }) } },
      },
    },
  };
}
