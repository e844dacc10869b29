import type { Transaction } from "#lib/db/client.ts";
import { readDevices } from "#lib/directory/read-devices.ts";
import { readSubjects } from "#lib/directory/read-subjects.ts";
import { compileDeployment, type CompiledDeployment } from "#lib/engine/compile-deployment.ts";
import type { DirectoryData, SignalsData, SubjectRecord } from "#lib/engine/deployment.ts";
import { indexRelease } from "#lib/engine/index-release.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";
import { localIssuerId } from "#lib/keys/local-issuer.ts";

/** The key that imagined tokens say they are signed with; no enforcer knows it. */
export const imaginedKeyId = "simulated";

/** The thumbprint of the key that an imagined token is bound to, for a device of this slug. */
export function imaginedThumbprint(device: string): string {
  return `simulated ${device}`;
}

export type People = Pick<DirectoryData, "subjects" | "devices">;

/** Subjects and devices as enforcers know them; null reads everybody. */
export async function readPeople(
  tx: Transaction,
  only: { readonly subjects: readonly string[]; readonly devices: readonly string[] } | null,
): Promise<People> {
  return {
    subjects: await readSubjects(tx, only?.subjects ?? null, noSeq),
    devices: await readDevices(tx, only?.devices ?? null, noSeq),
  };
}

/** There are no signals that could be newer. */
const noSeq = () => 0;

/** An imagined enforcer that has this release, these people and a fresh lease, at this moment. */
export function imagine(
  content: ReleaseContent,
  people: People,
  nowSeconds: number,
): CompiledDeployment {
  const policy = indexRelease(content, {
    deployment: "simulated",
    channel: "simulated",
    revision: [1, 1],
    release: 1,
    atLeast: { directory: [0, 0] },
  });
  const directory: DirectoryData = {
    format: 1,
    revision: [1, 1],
    ...people,
    groups: {},
    thumbprints: Object.fromEntries(
      Object.keys(people.devices).map((device) => [imaginedThumbprint(device), { seq: 0, device }]),
    ),
  };
  return compileDeployment({ policy, directory, signals: freshSignals(nowSeconds) });
}

/** A subject that has just this role, a passkey, and nothing else. */
export function holderOf(role: string): SubjectRecord {
  return {
    seq: 0,
    kind: "user",
    state: "active",
    groups: [],
    grants: [{ role, not_after: null }],
    attributes: {},
    passkey: true,
    revoked_before: null,
  };
}

function freshSignals(now: number): SignalsData {
  return {
    format: 1,
    revision: [1, 1],
    issued_at: now,
    lease: { not_after: now + 3600 },
    at_least: { policy: [0, 0], directory: [0, 0] },
    subjects: {},
    groups: {},
    devices: {},
    thumbprints: {},
    sessions: {},
    risk: { subjects: {}, devices: {}, sessions: {} },
    observed: {},
    issuers: {
      [localIssuerId]: {
        issuer: localIssuerId,
        local: true,
        jit: false,
        trusted_for_assurance: true,
        groups: [],
        keys: { [imaginedKeyId]: { alg: "ES256", jwks: "" } },
      },
    },
  };
}
