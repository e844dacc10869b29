import "#scripts/test-database.ts";
import { describe, expect, it } from "vitest";
import { resolveSession } from "#lib/auth/resolve-session.ts";
import { newSecret } from "#lib/auth/secret-token.ts";
import { database } from "#lib/db/client.ts";
import { acceptWithPasskey, openAcceptance } from "./accept-invitation.ts";
import { acceptWithPassword } from "./accept-with-password.ts";
import { addPasskey, openAddPasskey } from "./add-passkey.ts";
import { openPasskeySignIn, signInWithPasskey } from "./passkey-sign-in.ts";
import { signInWithPassword } from "./password-sign-in.ts";
import { enroll, invite, newBrowser, reason, softwareAuthenticator, stranger } from "./testing.ts";

async function begin(token: string, email: string) {
  const browser = newBrowser();
  const options = await openAcceptance(browser, token, { name: "Olga", email });
  const answer = softwareAuthenticator().create(options);
  return acceptWithPasskey(stranger, browser, token, answer);
}

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
