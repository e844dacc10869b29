import "#scripts/test-database.ts";
import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { hashSecret, newSecret } from "#lib/auth/secret-token.ts";
import { resolveSession } from "#lib/auth/resolve-session.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { acceptWithPasskey, acceptWithPassword, openAcceptance } from "./accept-invitation.ts";
import { addPasskey, openAddPasskey } from "./add-passkey.ts";
import { openCeremony } from "./ceremony.ts";
import { openPasskeySignIn, signInWithPasskey, type Browser } from "./passkey-sign-in.ts";
import { signInWithPassword } from "./password-sign-in.ts";
import { signOut } from "./sign-out.ts";
import { checkPublishCeremony, openPublishCeremony, openStepUp, stepUp } from "./step-up.ts";
import { softwareAuthenticator } from "./testing.ts";

const stranger: Context = {
  actor: { kind: "anonymous" },
  requestId: "test-request",
  ip: "192.0.2.7",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
};
const newBrowser = (): Browser => ({
  hash: hashSecret(newSecret("spb").text),
  previousSessionId: null,
});
const reason = (code: string) => expect.objectContaining({ reason: code });

let number = 0;

async function invite(
  purpose: "invitation" | "recovery" | "firstRun" = "invitation",
  userId?: string,
): Promise<{ token: string; userId: string | null }> {
  number += 1;
  const id =
    purpose === "firstRun"
      ? null
      : (userId ??
        (
          await database().user.create({
            data: { slug: `p${number}`, email: `p${number}@example.org`, name: `Person ${number}` },
          })
        ).id);
  const secret = newSecret("spi");
  await database().invitation.create({
    data: {
      tokenHash: secret.hash,
      purpose,
      userId: id,
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return { token: secret.text, userId: id };
}

async function enroll() {
  const { token, userId } = await invite();
  const device = softwareAuthenticator();
  const browser = newBrowser();
  const options = await openAcceptance(browser, token, null);
  const sessionId = await acceptWithPasskey(stranger, browser, token, device.create(options));
  const actor = await resolveSession(sessionId);
  if (!actor) throw new Error("no session");
  return { device, browser, userId: userId ?? "", sessionId, ctx: { ...stranger, actor } };
}

async function lastAudit() {
  return database().auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });
}

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

describe("a one-time link", () => {
  it("is not used up by looking, nor by a ceremony that fails", async () => {
    const { token } = await invite();
    const browser = newBrowser();
    const bad = await openAcceptance(browser, token, null);
    const device = softwareAuthenticator();
    await expect(
      acceptWithPasskey(stranger, browser, token, device.create(bad, { verified: false })),
    ).rejects.toEqual(reason("passkey-refused"));
    const options = await openAcceptance(browser, token, null);
    await expect(
      acceptWithPasskey(stranger, browser, token, device.create(options)),
    ).resolves.toBeTypeOf("string");
    await expect(openAcceptance(browser, token, null)).rejects.toEqual(reason("invitation-used"));
  });

  it("has one winner when two browsers use it at once", async () => {
    const { token, userId } = await invite();
    const attempts = [newBrowser(), newBrowser()].map(async (browser) => {
      const options = await openAcceptance(browser, token, null);
      return { browser, answer: softwareAuthenticator().create(options) };
    });
    const ready = await Promise.all(attempts);
    const results = await Promise.allSettled(
      ready.map(({ browser, answer }) => acceptWithPasskey(stranger, browser, token, answer)),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    const passkeys = await database().authenticator.count({ where: { userId: userId ?? "" } });
    expect(passkeys).toBe(1);
  });

  it("refuses expired, revoked and unknown links, and another link's ceremony", async () => {
    const { token } = await invite();
    const { token: second } = await invite();
    const browser = newBrowser();
    const options = await openAcceptance(browser, second, null);
    const answer = softwareAuthenticator().create(options);
    await expect(acceptWithPasskey(stranger, browser, token, answer)).rejects.toEqual(
      reason("wrong-purpose"),
    );
    await database().invitation.updateMany({ data: { expiresAt: new Date() } });
    await expect(openAcceptance(browser, token, null)).rejects.toEqual(
      reason("invitation-expired"),
    );
    await expect(openAcceptance(browser, newSecret("spi").text, null)).rejects.toEqual(
      reason("invitation-unknown"),
    );
  });

  it("refuses a passkey that is registered already", async () => {
    const { device } = await enroll();
    const { token } = await invite();
    const browser = newBrowser();
    const options = await openAcceptance(browser, token, null);
    await expect(
      acceptWithPasskey(stranger, browser, token, device.create(options)),
    ).rejects.toEqual(reason("already-registered"));
  });

  it("recovers: old passkeys and sessions end, the new passkey works", async () => {
    const old = await enroll();
    const { token } = await invite("recovery", old.userId);
    const browser = newBrowser();
    const device = softwareAuthenticator();
    const options = await openAcceptance(browser, token, null);
    const id = await acceptWithPasskey(stranger, browser, token, device.create(options));
    expect(await resolveSession(old.sessionId)).toBeNull();
    expect(await resolveSession(id)).toMatchObject({ userId: old.userId });
    const signIn = await openPasskeySignIn(browser);
    await expect(signInWithPasskey(stranger, browser, old.device.get(signIn))).rejects.toEqual(
      reason("unknown-passkey"),
    );
  });

  it("makes exactly one first owner", async () => {
    const [one, two] = await Promise.all([invite("firstRun"), invite("firstRun")]);
    const begin = async (token: string, email: string) => {
      const browser = newBrowser();
      const options = await openAcceptance(browser, token, { name: "Olga", email });
      const answer = softwareAuthenticator().create(options);
      return acceptWithPasskey(stranger, browser, token, answer);
    };
    const results = await Promise.allSettled([
      begin(one.token, "olga@example.org"),
      begin(two.token, "olaf@example.org"),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await database().user.count({ where: { consoleRole: "owner" } })).toBe(1);
  });
});

describe("a further passkey", () => {
  it("needs a recent ceremony, and excludes those that are there", async () => {
    const { ctx, device } = await enroll();
    const options = await openAddPasskey(ctx);
    expect(options.excludeCredentials?.map((each) => each.id)).toEqual([device.id]);
    await addPasskey(ctx, softwareAuthenticator().create(options), "Key ring");
    const old = { ...ctx, actor: { ...ctx.actor, authTime: new Date(Date.now() - 3_600_000) } };
    await expect(openAddPasskey(old)).rejects.toEqual(reason("ceremony-required"));
  });
});

describe("a password", () => {
  const password = "seven green otters paddle";

  it("lets in until there is a passkey, then no more", async () => {
    const { token, userId } = await invite();
    const browser = newBrowser();
    const id = await acceptWithPassword(stranger, browser, token, password, null);
    const actor = await resolveSession(id);
    if (!actor) throw new Error("no session");
    expect(actor.acr).toBe("urn:sallyport:acr:password");
    const user = await database().user.findUniqueOrThrow({ where: { id: userId ?? "" } });
    const again = { email: user.email.toUpperCase(), password };
    await expect(signInWithPassword(stranger, browser, again)).resolves.toBeTypeOf("string");
    const ctx = { ...stranger, actor };
    await addPasskey(ctx, softwareAuthenticator().create(await openAddPasskey(ctx)), undefined);
    await expect(signInWithPassword(stranger, browser, again)).rejects.toEqual(
      reason("password-refused"),
    );
  });

  it.each(["too short", "passwordpassword1", "aaaaaaaaaaaaaaaaaaaa", "sallyport administrator"])(
    "refuses %s",
    async (weak) => {
      const { token } = await invite();
      await expect(acceptWithPassword(stranger, newBrowser(), token, weak, null)).rejects.toEqual(
        reason("password-weak"),
      );
    },
  );

  it("is rate-limited per account, whoever asks", async () => {
    const email = "nobody@example.org";
    const attempt = (ip: string) =>
      signInWithPassword({ ...stranger, ip }, newBrowser(), { email, password });
    for (let count = 0; count < 10; count += 1)
      await expect(attempt(`198.51.100.${count}`)).rejects.toEqual(reason("password-refused"));
    await expect(attempt("203.0.113.1")).rejects.toEqual(reason("rate-limited"));
  });
});
