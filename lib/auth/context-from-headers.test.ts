import "#scripts/test-database.ts";
import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { database } from "#lib/db/client.ts";
import { required } from "#lib/env.ts";
import { clientAddress, socketAddressHeader } from "./client-address.ts";
import { contextFromHeaders } from "./context-from-headers.ts";
import { localPath } from "./local-path.ts";

async function cookieOf(changes: object = {}) {
  const later = new Date(Date.now() + 3_600_000);
  const user = await database().user.create({
    data: { slug: crypto.randomUUID(), email: crypto.randomUUID(), name: "Ana", state: "active" },
  });
  const session = await database().session.create({
    data: {
      userId: user.id,
      authTime: new Date(),
      amr: [],
      acr: "phr",
      idleUntil: later,
      absoluteUntil: later,
      ...changes,
    },
  });
  const token = await encode({ token: { sid: session.id }, secret: required("SESSION_SECRET") });
  return `sallyport.session=${token}`;
}
const kindOf = async (headers: Record<string, string>) =>
  (await contextFromHeaders(new Headers(headers), "r")).actor.kind;

describe("the context of a request", () => {
  it("is the session's person, until the row says otherwise", async () => {
    expect(await kindOf({ cookie: await cookieOf() })).toBe("user");
    expect(await kindOf({ cookie: await cookieOf({ revokedAt: new Date() }) })).toBe("anonymous");
    expect(await kindOf({ cookie: await cookieOf({ idleUntil: new Date() }) })).toBe("anonymous");
  });

  it("is nobody for a cookie of another secret, no cookie, two cookies, or a bare id", async () => {
    const cookie = await cookieOf();
    const forged = await encode({
      token: { sid: crypto.randomUUID() },
      secret: "another secret of some length",
    });
    expect(await kindOf({})).toBe("anonymous");
    expect(await kindOf({ cookie: `sallyport.session=${forged}` })).toBe("anonymous");
    expect(await kindOf({ cookie: `${cookie}; ${cookie}` })).toBe("anonymous");
    expect(await kindOf({ cookie: `sallyport.session=${crypto.randomUUID()}` })).toBe("anonymous");
    expect(await kindOf({ "x-middleware-subrequest": "src/middleware" })).toBe("anonymous");
  });

  it("does not fall back to the cookie beside an Authorization header", async () => {
    const cookie = await cookieOf();
    expect(await kindOf({ cookie, authorization: "Bearer spk_wrong" })).toBe("anonymous");
    expect(await kindOf({ cookie, authorization: "Basic YTpi" })).toBe("anonymous");
  });
});

describe("the caller's address", () => {
  it("comes from the socket, and from forwarded headers only as configured", () => {
    const headers = new Headers({
      [socketAddressHeader]: "::ffff:192.0.2.1",
      "x-forwarded-for": "203.0.113.9, 198.51.100.2",
    });
    expect(clientAddress(headers)).toBe("192.0.2.1");
    process.env["TRUSTED_PROXIES"] = "1";
    expect(clientAddress(headers)).toBe("198.51.100.2");
    delete process.env["TRUSTED_PROXIES"];
    expect(clientAddress(new Headers({ "x-forwarded-for": "203.0.113.9" }))).toBeNull();
  });
});

describe("the way back after signing in", () => {
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/%2e//evil.example",
    "javascript:alert(1)",
    "",
    "/a\nb",
  ])("is never %s", (text) => expect(localPath(text)).toBe("/"));

  it("is a path of ours, query included", () => {
    expect(localPath("/people?state=active#x")).toBe("/people?state=active#x");
  });
});
