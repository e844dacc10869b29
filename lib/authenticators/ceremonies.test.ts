import "#scripts/test-database.ts";
import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { resolveSession } from "#lib/auth/resolve-session.ts";
import { database } from "#lib/db/client.ts";
import { openCeremony } from "./ceremony.ts";
import { openPasskeySignIn, signInWithPasskey, type Browser } from "./passkey-sign-in.ts";
import { removePasskey } from "./remove-passkey.ts";
import { signOut } from "./sign-out.ts";
import { checkPublishCeremony, openPublishCeremony, openStepUp, stepUp } from "./step-up.ts";
import {
  enroll,
  lastAudit,
  newBrowser,
  reason,
  softwareAuthenticator,
  stranger,
} from "./testing.ts";

const code = (text: string) => expect.objectContaining({ code: text });

describe("signing in with a passkey", () => {
  let person: Awaited<ReturnType<typeof enroll>>;
  let browser: Browser;
  let options: Awaited<ReturnType<typeof openPasskeySignIn>>;
  const signIn = (how: Parameters<typeof person.device.get>[1] = {}) =>
    signInWithPasskey(stranger, browser, person.device.get(options, how));

  beforeEach(async () => {
    person = await enroll();
    browser = newBrowser();
    options = await openPasskeySignIn(browser);
  });

  it("begins a session with the time and kind of the ceremony", async () => {
    const actor = await resolveSession(await signIn());
    expect(actor).toMatchObject({ userId: person.userId, acr: "phr", amr: ["hwk", "user", "mfa"] });
    expect(await lastAudit()).toMatchObject({ action: "session.create", actorId: person.userId });
  });

  it("asks for no particular passkey, and for user verification", () => {
    expect(options).toMatchObject({ allowCredentials: [], userVerification: "required" });
  });

  it("refuses an answer that was used already", async () => {
    const answer = person.device.get(options);
    await signInWithPasskey(stranger, browser, answer);
    await expect(signInWithPasskey(stranger, browser, answer)).rejects.toEqual(
      reason("challenge-used"),
    );
    expect(await lastAudit()).toMatchObject({ action: "session.refuse" });
  });

  it("lets one of two parallel uses of a challenge win", async () => {
    const answers = [person.device.get(options), person.device.get(options)];
    const results = await Promise.allSettled(
      answers.map((answer) => signInWithPasskey(stranger, browser, answer)),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  it("gives a failed answer no second try", async () => {
    await expect(signIn({ verified: false })).rejects.toEqual(reason("passkey-refused"));
    await expect(signIn()).rejects.toEqual(reason("challenge-used"));
  });

  it("refuses another browser's challenge", async () => {
    await expect(
      signInWithPasskey(stranger, newBrowser(), person.device.get(options)),
    ).rejects.toEqual(reason("wrong-browser"));
  });

  it.each([
    ["another origin", { origin: "https://evil.example" }],
    ["another relying party", { rpId: "evil.example" }],
    ["no user verification", { verified: false }],
    ["a foreign frame", { crossOrigin: true }],
  ])("refuses %s", async (_name, how) => {
    await expect(signIn(how)).rejects.toEqual(reason("passkey-refused"));
  });

  it("refuses a challenge that was never given", async () => {
    const challenge = randomBytes(32).toString("base64url");
    await expect(signIn({ challenge })).rejects.toEqual(reason("challenge-unknown"));
  });

  it("refuses the name of another user", async () => {
    const userHandle = Buffer.from("somebody-else").toString("base64url");
    await expect(signIn({ userHandle })).rejects.toEqual(reason("wrong-user"));
    options = await openPasskeySignIn(browser);
    await expect(signIn({ userHandle: "" })).rejects.toEqual(reason("passkey-refused"));
  });

  it("refuses and records a counter that went back", async () => {
    await signIn({ counter: 900 });
    options = await openPasskeySignIn(browser);
    await expect(signIn({ counter: 900 })).rejects.toEqual(reason("counter-back"));
    expect((await lastAudit()).detail).toMatchObject({ reason: "counter-back" });
  });

  it("refuses a passkey that was bound to one device and now can be copied", async () => {
    await expect(signIn({ flags: 0x08 })).rejects.toEqual(reason("passkey-refused"));
  });

  it("refuses somebody else's signature under a known id", async () => {
    const impostor = softwareAuthenticator();
    const answer = { ...impostor.get(options), id: person.device.id, rawId: person.device.id };
    const response = {
      ...answer.response,
      userHandle: Buffer.from(person.userId).toString("base64url"),
    };
    await expect(signInWithPasskey(stranger, browser, { ...answer, response })).rejects.toEqual(
      reason("passkey-refused"),
    );
  });

  it("refuses an unknown passkey", async () => {
    const other = softwareAuthenticator();
    await expect(signInWithPasskey(stranger, browser, other.get(options))).rejects.toEqual(
      reason("unknown-passkey"),
    );
  });

  it("refuses a suspended user", async () => {
    await database().user.update({ where: { id: person.userId }, data: { state: "suspended" } });
    await expect(signIn()).rejects.toEqual(reason("user-suspended"));
  });

  it("refuses a challenge older than five minutes", async () => {
    await database().ceremony.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(signIn()).rejects.toEqual(reason("challenge-expired"));
  });

  it("refuses a challenge for another purpose", async () => {
    const { challenge } = await openCeremony({
      purpose: "invitation",
      binding: { kind: "browser", hash: browser.hash },
    });
    await expect(signIn({ challenge })).rejects.toEqual(reason("wrong-purpose"));
  });

  it("makes a new session each time and ends the browser's earlier one", async () => {
    const first = await signIn();
    browser = { ...browser, previousSessionId: first };
    options = await openPasskeySignIn(browser);
    const second = await signIn();
    expect(second).not.toBe(first);
    expect(await resolveSession(first)).toBeNull();
    expect(await resolveSession(second)).not.toBeNull();
  });

  it("is over at sign-out, for copies of the cookie too", async () => {
    const id = await signIn();
    await signOut(person.ctx, id);
    expect(await resolveSession(id)).toBeNull();
  });
});

describe("a session", () => {
  it("ends after its idle limit, its absolute limit, and with its user", async () => {
    const { sessionId, userId } = await enroll();
    const { idleUntil, absoluteUntil } = await database().session.findUniqueOrThrow({
      where: { id: sessionId },
    });
    expect(await resolveSession(sessionId, idleUntil)).toBeNull();
    expect(await resolveSession(sessionId, absoluteUntil)).toBeNull();
    expect(await resolveSession(sessionId)).not.toBeNull();
    await database().user.update({ where: { id: userId }, data: { state: "suspended" } });
    expect(await resolveSession(sessionId)).toBeNull();
  });

  it("moves its idle limit by use, never beyond the absolute one", async () => {
    const { sessionId } = await enroll();
    const before = await database().session.findUniqueOrThrow({ where: { id: sessionId } });
    const later = new Date(before.idleUntil.getTime() - 1000);
    await resolveSession(sessionId, later);
    const after = await database().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(after.idleUntil.getTime()).toBe(later.getTime() + 3_600_000);
    expect(after.absoluteUntil).toEqual(before.absoluteUntil);
  });
});

describe("stepping up", () => {
  it("renews the session's time of verification", async () => {
    const { ctx, device, sessionId } = await enroll();
    const old = new Date(Date.now() - 7_200_000);
    await database().session.update({ where: { id: sessionId }, data: { authTime: old } });
    await stepUp(ctx, device.get(await openStepUp(ctx)));
    const { authTime } = await database().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(authTime.getTime()).toBeGreaterThan(Date.now() - 10_000);
  });

  it("refuses another session's challenge, another user's passkey, and a sign-in's answer", async () => {
    const one = await enroll();
    const two = await enroll();
    const options = await openStepUp(one.ctx);
    await expect(stepUp(two.ctx, two.device.get(options))).rejects.toEqual(reason("wrong-user"));
    await expect(stepUp(one.ctx, two.device.get(options))).rejects.toEqual(reason("wrong-user"));
    const browser = newBrowser();
    const signIn = await openPasskeySignIn(browser);
    await expect(stepUp(one.ctx, one.device.get(signIn))).rejects.toEqual(reason("wrong-purpose"));
    const again = await signInWithPasskey(stranger, browser, one.device.get(signIn));
    const actor = await resolveSession(again);
    if (!actor) throw new Error("no session");
    const other = { ...stranger, actor };
    const foreign = await openStepUp(other);
    await expect(stepUp(one.ctx, one.device.get(foreign))).rejects.toEqual(reason("wrong-session"));
  });

  it("refuses a session that was revoked meanwhile", async () => {
    const { ctx, device, sessionId } = await enroll();
    const options = await openStepUp(ctx);
    await database().session.update({ where: { id: sessionId }, data: { revokedAt: new Date() } });
    await expect(stepUp(ctx, device.get(options))).rejects.toEqual(reason("session-ended"));
  });

  it("signs exactly the digest that is published", async () => {
    const { ctx, device } = await enroll();
    const digest = randomBytes(32).toString("base64url");
    const other = randomBytes(32).toString("base64url");
    const options = await openPublishCeremony(ctx, digest);
    expect(options.challenge).toBe(digest);
    await expect(checkPublishCeremony(ctx, other, device.get(options))).rejects.toEqual(
      reason("challenge-unknown"),
    );
    const again = await openPublishCeremony(ctx, digest);
    const answer = device.get(again);
    await expect(checkPublishCeremony(ctx, digest, answer)).resolves.toMatchObject({});
    await expect(checkPublishCeremony(ctx, digest, answer)).rejects.toEqual(
      reason("challenge-used"),
    );
  });
});

describe("the last passkey", () => {
  it("goes only when asked for, and never from an owner: nobody could let the last one in again", async () => {
    const { ctx, userId } = await enroll();
    const { id } = await database().authenticator.findFirstOrThrow({ where: { userId } });
    await expect(removePasskey(ctx, { id })).rejects.toEqual(code("conflict"));
    await database().user.update({ where: { id: userId }, data: { consoleRole: "owner" } });
    await expect(removePasskey(ctx, { id, evenLast: true })).rejects.toEqual(code("conflict"));
    await database().user.update({ where: { id: userId }, data: { consoleRole: "auditor" } });
    await expect(removePasskey(ctx, { id, evenLast: true })).resolves.toEqual({ left: 0 });
  });
});
