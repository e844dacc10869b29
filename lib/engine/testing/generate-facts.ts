import { testCertificates, testKeys } from "#lib/engine/fixtures/test-keys.ts";
import type {
  DeviceRecord,
  DirectoryData,
  Grant,
  Revision,
  RiskEntry,
  SignalsData,
  SubjectRecord,
} from "#lib/engine/deployment.ts";
import type { Random } from "./random.ts";
import { oddValues, vocabulary } from "./vocabulary.ts";

const offsets = [-3600, -1, 0, 1, 60, 3600] as const;
const near = (random: Random, now: number) => now + random.pick(offsets);
const end = (random: Random, now: number) => (random.chance(0.5) ? null : near(random, now));
const seq = (random: Random) => random.integer(1, 6);

/** A thumbprint by its name in `test-keys.ts`. */
export function thumbprintOf(name: string): string {
  return testKeys[name]?.thumbprint ?? testCertificates[name] ?? name;
}

export function generateDirectory(random: Random, now: number): DirectoryData {
  return {
    format: 1,
    revision: random.pick<Revision>([
      [1, 5],
      [1, 5],
      [1, 5],
      [1, 5],
      [1, 5],
      [1, 5],
      [1, 5],
      [1, 5],
      [1, 4],
      [1, 4],
      [1, 3],
      [2, 0],
    ]),
    subjects: records(subjectIds, 0.93, (id) => generateSubject(random, now, id), random),
    groups: records(
      [...vocabulary.groups, "partner/staff"],
      0.8,
      () => generateGroup(random, now),
      random,
    ),
    devices: records(vocabulary.devices, 0.85, () => generateDevice(random, now), random),
    thumbprints: records(
      vocabulary.thumbprints.map(thumbprintOf),
      0.85,
      () => ({ seq: seq(random), device: random.pick(vocabulary.devices) }),
      random,
    ),
  };
}

const subjectIds = [...vocabulary.users, ...vocabulary.workloads, ...vocabulary.foreign];

function records<T>(
  ids: readonly string[],
  probability: number,
  make: (id: string) => T,
  random: Random,
): Record<string, T> {
  return Object.fromEntries(random.some(ids, probability).map((id) => [id, make(id)]));
}

function generateSubject(random: Random, now: number, id: string): SubjectRecord {
  const names = ["department", "tenant", "level", "projects", "__proto__", "id"];
  return {
    seq: seq(random),
    kind: id === "sync" || random.chance(0.05) ? "workload" : "user",
    state: random.chance(0.06) ? "suspended" : "active",
    groups: random.some(vocabulary.groups, 0.4),
    grants: generateGrants(random, now),
    attributes: Object.fromEntries(
      random.some(names, 0.5).map((name) => [name, generateAttribute(random)]),
    ),
    passkey: random.chance(0.7),
    revoked_before: random.chance(0.1) ? now - 300 + random.pick([-1, 0, 1]) : null,
  };
}

function generateAttribute(random: Random): SubjectRecord["attributes"][string] {
  return random.chance(0.2) ? random.some(oddValues, 0.2) : random.pick(oddValues);
}

function generateGroup(random: Random, now: number) {
  return { seq: seq(random), grants: generateGrants(random, now) };
}

function generateGrants(random: Random, now: number): Grant[] {
  return random
    .some(vocabulary.roles, 0.4)
    .flatMap((role) => [
      { role, not_after: end(random, now) },
      ...random.some([{ role, not_after: near(random, now) }], 0.2),
    ]);
}

function generateDevice(random: Random, now: number): DeviceRecord {
  const trusted = random.chance(0.85);
  return {
    seq: seq(random),
    subject: random.pick(["ann", "ann", "bob", "sync", "partner|eve", null]),
    platform: random.pick(vocabulary.platforms),
    state: trusted ? "trusted" : random.pick(["pending", "revoked", "quarantined"]),
    trust: random.pick(["registered", "compliant", "managed"]),
    posture: Object.fromEntries(
      random.some(vocabulary.checks, 0.7).map((check) => [
        check,
        {
          value: random.pick([true, true, false, "14.2", "14.10", "14.2.0.0", "v14", 14]),
          not_after: end(random, now),
        },
      ]),
    ),
    attributes: random.chance(0.4) ? { site: generateAttribute(random) } : {},
  };
}

export function generateSignals(random: Random, now: number): SignalsData {
  const override = <T extends { readonly seq: number }>(make: () => T) =>
    random.chance(0.2) ? { seq: seq(random), gone: true as const } : make();
  const issuedAt = now + random.pick([0, 0, -1, -1, -59, -60, -61, -3600, -3601, 1, 60]);
  return {
    format: 1,
    revision: [1, 20],
    issued_at: issuedAt,
    lease: { not_after: now + (random.chance(0.95) ? 86_400 : random.pick(offsets)) },
    at_least: {
      policy: random.chance(0.98)
        ? [1, 7]
        : random.pick<Revision>([
            [1, 8],
            [2, 0],
          ]),
      directory: random.chance(0.96) ? [1, 4] : [1, 5],
    },
    subjects: records(
      subjectIds,
      0.15,
      (id) => override(() => generateSubject(random, now, id)),
      random,
    ),
    groups: records(
      vocabulary.groups,
      0.15,
      () => override(() => generateGroup(random, now)),
      random,
    ),
    devices: records(
      vocabulary.devices,
      0.15,
      () => override(() => generateDevice(random, now)),
      random,
    ),
    thumbprints: records(
      [...vocabulary.thumbprints, "foreign-cert"].map(thumbprintOf),
      0.1,
      () => override(() => ({ seq: seq(random), device: random.pick(vocabulary.devices) })),
      random,
    ),
    sessions: records(
      [...vocabulary.sessions, "partner|session-1"],
      0.06,
      () => ({ revoked_at: now - 60 }),
      random,
    ),
    risk: {
      subjects: records(subjectIds, 0.2, () => generateRisk(random, now), random),
      devices: records(vocabulary.devices, 0.2, () => generateRisk(random, now), random),
      sessions: records(
        [...vocabulary.sessions, "partner|session-1"],
        0.2,
        () => generateRisk(random, now),
        random,
      ),
    },
    observed: records(vocabulary.apis, 0.04, () => ({ not_after: near(random, now) }), random),
    issuers: records(vocabulary.issuers, 0.97, (id) => generateIssuer(random, id), random),
  };
}

function generateRisk(random: Random, now: number): RiskEntry {
  return {
    level: random.pick(["none", "low", "medium", "high", "critical"]),
    not_after: near(random, now),
  };
}

function generateIssuer(random: Random, id: string): SignalsData["issuers"][string] {
  const key = testKeys[`${id}-issuer`];
  if (!key) throw new Error(`no test key for issuer ${id}`);
  const { d: _private, ...jwk } = key.privateJwk;
  const jwks = JSON.stringify({
    keys: [{ ...jwk, kid: key.thumbprint, alg: "ES256", use: "sig" }],
  });
  return {
    issuer: `https://${id}.issuer.example.com`,
    local: id === "local",
    jit: id === "partner" ? random.chance(0.8) : random.chance(0.05),
    trusted_for_assurance: id === "local" ? random.chance(0.95) : random.chance(0.4),
    groups: id === "local" && random.chance(0.8) ? [] : random.some(["staff", "finance"], 0.5),
    keys: { [key.thumbprint]: { alg: "ES256", jwks } },
  };
}
