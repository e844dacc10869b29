import type { DeviceRecord, SubjectRecord } from "#lib/engine/deployment.ts";
import { createHash } from "node:crypto";
import { createRandom } from "./random.ts";
import type { Size } from "./size.ts";

/** A user, the device they carry, and what their tokens say. */
export type Person = {
  readonly id: string;
  readonly record: SubjectRecord;
  readonly roles: readonly string[];
  readonly department: string;
  readonly device: {
    readonly id: string;
    readonly thumbprint: string;
    readonly record: DeviceRecord;
  };
  /** Some come without their device. */
  readonly presents: boolean;
  readonly mfa: 0 | 1 | 2;
  readonly mfaAge: number;
  readonly risk: number;
  readonly scope: string;
};

export const departments = ["sales", "finance", "legal", "support", "research", "people"] as const;
const trusts = ["registered", "compliant", "managed"] as const;
const rolesEach = 6;

export function makePeople({ users, roles }: Size): readonly Person[] {
  const random = createRandom(7);
  return Array.from({ length: users }, (_, index): Person => {
    const id = `user-${index}`;
    const own = Array.from(
      { length: Math.min(rolesEach, roles) },
      (_unused, at) => `role-${(index + at * 7) % roles}`,
    );
    const names = [...new Set(own)];
    const department = random.pick(departments);
    const trust = random.pick(trusts);
    const device = `device-${index}`;
    return {
      id,
      roles: names,
      department,
      presents: random.chance(0.85),
      mfa: random.chance(0.7) ? 2 : random.chance(0.7) ? 1 : 0,
      mfaAge: random.chance(0.7) ? 60 + random.whole(3000) : 60 + random.whole(50_000),
      risk: random.chance(0.95) ? 0 : 1 + random.whole(3),
      scope: random.chance(0.9) ? "read write" : "write",
      record: {
        seq: 1,
        kind: "user",
        state: "active",
        groups: [`group-${index % 50}`],
        grants: names.map((role) => ({ role, not_after: null })),
        attributes: { department, level: index % 9 },
        passkey: true,
        revoked_before: null,
      },
      device: {
        id: device,
        thumbprint: createHash("sha256").update(device).digest("base64url"),
        record: {
          seq: 1,
          subject: id,
          platform: random.pick(["macos", "windows", "ios"]),
          state: "trusted",
          trust,
          posture: {
            "disk-encrypted": { value: random.chance(0.95), not_after: null },
            "os-version": { value: random.chance(0.9) ? "14.5.1" : "13.7", not_after: null },
          },
          attributes: {},
        },
      },
    };
  });
}
