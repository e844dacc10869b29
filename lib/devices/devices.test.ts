import "#scripts/test-database.ts";
import { describe, expect, it } from "vitest";
import { enrollmentProof, generateDeviceKey } from "#lib/client/key-proof.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import {
  approveDevice,
  quarantineDevice,
  releaseDevice,
  revokeDevice,
  updateDevice,
} from "./change-device.ts";
import { removeMyDevice, renameMyDevice } from "./change-my-device.ts";
import { createEnrollmentCode } from "./create-enrollment-code.ts";
import { enrollDevice } from "./enroll-device.ts";
import { getDevice, listMyDevices } from "./list-devices.ts";

const origin = "http://localhost:3000";
const code = (text: string) => expect.objectContaining({ code: text });
const stranger: Context = {
  actor: { kind: "anonymous" },
  requestId: "r",
  ip: null,
  userAgent: null,
};
let number = 0;

async function person(consoleRole: "user" | "administrator" = "user"): Promise<Context> {
  number += 1;
  const later = new Date(Date.now() + 3_600_000);
  const user = await database().user.create({
    data: {
      slug: `owner-${number}`,
      email: `owner-${number}@example.org`,
      name: `Owner ${number}`,
      state: "active",
      consoleRole,
    },
  });
  const session = await database().session.create({
    data: {
      userId: user.id,
      authTime: new Date(),
      amr: [],
      acr: "phr",
      idleUntil: later,
      absoluteUntil: later,
    },
  });
  const { id: userId, slug, name } = user;
  const { id: sessionId, authTime, amr, acr } = session;
  return {
    ...stranger,
    actor: { kind: "user", userId, slug, name, consoleRole, sessionId, authTime, amr, acr },
  };
}

async function request(ctx: Context, change: { console?: string; signedCode?: string } = {}) {
  const { code: text } = await createEnrollmentCode(ctx, {});
  const key = await generateDeviceKey(false);
  const proof = await enrollmentProof(key, change.signedCode ?? text, change.console ?? origin);
  return {
    key,
    input: {
      code: text,
      name: "Laptop",
      platform: "linux" as const,
      publicJwk: key.publicJwk,
      proof,
    },
  };
}

async function enrolled() {
  const ctx = await person();
  const { input, key } = await request(ctx);
  return { ctx, key, device: await enrollDevice(ctx, input) };
}

describe("enrolling a device", () => {
  it("keeps the key's thumbprint and waits for approval", async () => {
    const { ctx, key, device } = await enrolled();
    expect(device).toMatchObject({ state: "pending", thumbprint: key.thumbprint });
    const { items } = await listMyDevices(ctx, {});
    expect(items[0]).toMatchObject({ slug: device.slug, trust: "registered" });
    const touched = await database().directoryEntry.findMany({
      where: { key: { in: [device.slug, key.thumbprint] } },
    });
    expect(touched).toHaveLength(2);
  });

  it("takes a code once", async () => {
    const ctx = await person();
    const { input } = await request(ctx);
    await enrollDevice(ctx, input);
    await expect(enrollDevice(ctx, input)).rejects.toEqual(code("forbidden"));
  });

  it("refuses a stranger, and somebody else with the right code", async () => {
    const { input } = await request(await person());
    await expect(enrollDevice(stranger, input)).rejects.toEqual(code("unauthenticated"));
    await expect(enrollDevice(await person(), input)).rejects.toEqual(code("forbidden"));
  });

  it("refuses another key's proof, another code's, another console's", async () => {
    const ctx = await person();
    const one = await request(ctx);
    const two = await request(ctx);
    const swapped = { ...one.input, publicJwk: two.input.publicJwk };
    await expect(enrollDevice(ctx, swapped)).rejects.toEqual(code("forbidden"));
    const otherCode = await request(ctx, { signedCode: "spb_other" });
    await expect(enrollDevice(ctx, otherCode.input)).rejects.toEqual(code("forbidden"));
    const elsewhere = await request(ctx, { console: "https://evil.example" });
    await expect(enrollDevice(ctx, elsewhere.input)).rejects.toEqual(code("forbidden"));
    expect((await listMyDevices(ctx, {})).items).toEqual([]);
  });

  it("refuses codes that expired, whose session ended, or whose owner is suspended", async () => {
    const ctx = await person();
    const { input } = await request(ctx);
    const { actor } = ctx;
    if (actor.kind !== "user") throw new Error("not a person");
    await database().session.update({
      where: { id: actor.sessionId },
      data: { revokedAt: new Date() },
    });
    await expect(enrollDevice(ctx, input)).rejects.toEqual(code("forbidden"));
    const other = await person();
    const late = await request(other);
    await database().ceremony.updateMany({ data: { expiresAt: new Date() } });
    await expect(enrollDevice(other, late.input)).rejects.toEqual(code("forbidden"));
  });

  it("refuses a key that is enrolled, and a private key", async () => {
    const { key, ctx } = await enrolled();
    const { code: text } = await createEnrollmentCode(ctx, {});
    const input = {
      code: text,
      name: "Twin",
      platform: "linux" as const,
      publicJwk: key.publicJwk,
      proof: await enrollmentProof(key, text, origin),
    };
    await expect(enrollDevice(ctx, input)).rejects.toEqual(code("conflict"));
    const withPrivate = { ...input, publicJwk: { ...key.publicJwk, d: "AA" } };
    await expect(enrollDevice(ctx, withPrivate)).rejects.toEqual(code("invalid-input"));
  });

  it("needs a recent ceremony for the code", async () => {
    const ctx = await person();
    if (ctx.actor.kind !== "user") throw new Error("not a person");
    const old = { ...ctx, actor: { ...ctx.actor, authTime: new Date(Date.now() - 3_600_000) } };
    await expect(createEnrollmentCode(old, {})).rejects.toEqual(code("ceremony-required"));
  });
});

describe("a device's states", () => {
  it("lead from pending to trusted, through quarantine and back, and to revoked for good", async () => {
    const { device } = await enrolled();
    const admin = await person("administrator");
    const input = { slug: device.slug, reason: "checked it" };
    const seq = async () =>
      (
        await database().directoryEntry.findUniqueOrThrow({
          where: { kind_key: { kind: "device", key: device.slug } },
        })
      ).seq;
    let last = await seq();
    for (const [change, state] of [
      [approveDevice, "trusted"],
      [quarantineDevice, "quarantined"],
      [releaseDevice, "trusted"],
      [revokeDevice, "revoked"],
    ] as const) {
      expect(await change(admin, input)).toMatchObject({ state, stateReason: "checked it" });
      expect(await seq()).toBeGreaterThan(last);
      last = await seq();
    }
    await expect(approveDevice(admin, input)).rejects.toEqual(code("conflict"));
    await expect(releaseDevice(admin, input)).rejects.toEqual(code("conflict"));
  });

  it("are changed by administrators alone; trust and posture too", async () => {
    const { ctx, device } = await enrolled();
    const admin = await person("administrator");
    const { slug } = device;
    await expect(approveDevice(ctx, { slug, reason: "mine" })).rejects.toEqual(code("forbidden"));
    const posture = { "disk-encryption": { value: true, notAfter: null } };
    const changed = await updateDevice(admin, { slug, version: 1, trust: "compliant", posture });
    expect(changed).toMatchObject({ trust: "compliant", posture });
    await expect(updateDevice(admin, { slug, version: 1, trust: "managed" })).rejects.toEqual(
      code("stale"),
    );
  });

  it("let the owner rename and remove their own, and nobody else's", async () => {
    const { ctx, device } = await enrolled();
    const other = await person();
    const admin = await person("administrator");
    const { slug } = device;
    await expect(removeMyDevice(other, { slug })).rejects.toEqual(code("not-found"));
    await renameMyDevice(ctx, { slug, name: "Old laptop" });
    await removeMyDevice(ctx, { slug });
    expect(await getDevice(admin, { slug })).toMatchObject({
      name: "Old laptop",
      state: "revoked",
    });
  });
});
