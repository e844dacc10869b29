import "#scripts/test-database.ts";
import { createServer, type Server } from "node:http";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { gunzipSync } from "node:zlib";
import { bundleLimitsDefault } from "#lib/bundle/bundle-limits.ts";
import { unpackTar } from "#lib/bundle/unpack-tar.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import {
  createIssuer,
  refreshIssuer,
  removeIssuer,
  updateIssuer,
} from "#lib/issuers/change-issuer.ts";
import { listIssuers } from "#lib/issuers/list-issuers.ts";
import { fetchJson } from "./fetch-json.ts";
import { refreshIssuers } from "./jobs/refresh-issuers.ts";
import { startAuthority, type RunningAuthority } from "./testing.ts";
import { makePerson, type Person } from "./testing-world.ts";

let running: RunningAuthority;
let owner: Person;
let server: Server;
let issuer = "";
let one: JWK;
let two: JWK;

/** What the identity provider answers, by path. */
const pages = new Map<string, { status?: number; body?: unknown; location?: string }>();
const asked: string[] = [];

async function makeJwk(kid: string, alg = "ES256"): Promise<JWK> {
  const { publicKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(publicKey)), kid, alg, use: "sig" };
}

beforeAll(async () => {
  running = await startAuthority({ settings: { signalsIntervalMs: 0 } });
  await running.pass();
  owner = await makePerson("owner", "owner");
  [one, two] = [await makeJwk("one"), await makeJwk("two", "RS256")];
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const { status = 200, body, location } = pages.get(request.url ?? "") ?? { status: 404 };
    response.writeHead(status, location === undefined ? {} : { location });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/realms/acme`;
});

beforeEach(async () => {
  await database().tokenIssuer.deleteMany();
  asked.length = 0;
  pages.clear();
  pages.set("/realms/acme/.well-known/openid-configuration", {
    body: { issuer, jwks_uri: `${issuer}/certs` },
  });
  pages.set("/realms/acme/certs", { body: { keys: [one] } });
});

afterAll(async () => {
  server.close();
  await running.stop();
  await closeDatabase();
});

const create = (over: Partial<Parameters<typeof createIssuer>[1]> = {}) =>
  createIssuer(owner.ctx, {
    slug: "acme",
    name: "Acme",
    issuer,
    groups: ["finance"],
    jit: true,
    ...over,
  });
const only = async () => {
  const [item] = (await listIssuers(owner.ctx, {})).items;
  if (item === undefined) throw new Error("no issuer");
  return item;
};
const kids = async () => (await only()).keys.map(({ kid }) => kid);
const askAgain = async () => {
  await database().tokenIssuer.updateMany({ data: { dueAt: new Date() } });
  await refreshIssuers();
};

/** What enforcers are told in the newest signals. */
async function signalled(): Promise<Record<string, unknown>> {
  await running.pass();
  const bundle = running.authority.store.current("production", "signals");
  const files = unpackTar(gunzipSync(bundle?.bytes ?? ""), bundleLimitsDefault);
  const bytes = [...files].find(([path]) => path.endsWith("data.json"))?.[1];
  const data = JSON.parse(Buffer.from(bytes ?? "").toString("utf8"));
  return (data.sallyport_signals ?? data).issuers;
}

describe("an issuer's keys", () => {
  test("are found by its metadata and travel in signals, with what it may say", async () => {
    await create();
    expect(Object.keys(await signalled())).toEqual(["sallyport"]);
    await refreshIssuers();
    expect(await only()).toMatchObject({
      keys: [{ kid: "one", alg: "ES256" }],
      error: null,
      failures: 0,
    });
    const { acme } = await signalled();
    expect(acme).toMatchObject({
      issuer,
      local: false,
      jit: true,
      trusted_for_assurance: false,
      groups: ["finance"],
    });
    expect(JSON.stringify(acme)).toContain(one.x);
    const event = await database().auditEvent.findFirst({
      where: { action: "issuer.keys" },
      orderBy: { seq: "desc" },
    });
    expect(event).toMatchObject({ actorKind: "system", detail: { before: [], after: ["one"] } });
  });

  test("follow when they change; none is left behind", async () => {
    await create();
    await refreshIssuers();
    pages.set("/realms/acme/certs", { body: { keys: [two] } });
    await askAgain();
    expect(await kids()).toEqual(["two"]);
    expect(JSON.stringify(await signalled())).not.toContain('"one"');
  });

  test("are asked for at a named address, without metadata", async () => {
    pages.delete("/realms/acme/.well-known/openid-configuration");
    await create({ jwksUri: `${issuer}/certs` });
    await refreshIssuers();
    expect([await kids(), asked]).toEqual([["one"], ["/realms/acme/certs"]]);
  });

  test("are taken as handed in and never asked for", async () => {
    await create({ pinnedJwks: JSON.stringify({ keys: [one, two] }) });
    await askAgain();
    expect([await kids(), asked]).toEqual([["one", "two"], []]);
    const wrong = create({ slug: "b", issuer: `${issuer}/b`, pinnedJwks: '{"keys":[]}' });
    await expect(wrong).rejects.toThrow("no key with an id");
  });

  const outages: [string, () => void, RegExp][] = [
    ["is away", () => pages.set("/realms/acme/certs", { status: 503 }), /answered 503/],
    ["sends no JWKS", () => pages.set("/realms/acme/certs", { body: "<html>" }), /not a JWKS/],
    [
      "has no usable key",
      () => pages.set("/realms/acme/certs", { body: { keys: [{ kty: "oct", kid: "x" }] } }),
      /no key/,
    ],
    [
      "has two keys of one id",
      () => pages.set("/realms/acme/certs", { body: { keys: [one, { ...two, kid: "one" }] } }),
      /same id/,
    ],
    [
      "redirects",
      () => pages.set("/realms/acme/certs", { status: 302, location: "/elsewhere" }),
      /answered 302/,
    ],
    [
      "sends too much",
      () => pages.set("/realms/acme/certs", { body: " ".repeat(300_000) }),
      /larger/,
    ],
    [
      "is another",
      () =>
        pages.set("/realms/acme/.well-known/openid-configuration", {
          body: { issuer: "https://evil.example", jwks_uri: `${issuer}/certs` },
        }),
      /that of https:\/\/evil/,
    ],
    [
      "names keys in the clear elsewhere",
      () =>
        pages.set("/realms/acme/.well-known/openid-configuration", {
          body: { issuer, jwks_uri: "http://203.0.113.9/certs" },
        }),
      /https is needed/,
    ],
  ];
  test.each(outages)(
    "stay when the issuer %s; it is asked later and later",
    async (_what, breakIt, why) => {
      await create();
      await refreshIssuers();
      breakIt();
      await askAgain();
      expect(await only()).toMatchObject({
        keys: [{ kid: "one" }],
        failures: 1,
        error: expect.stringMatching(why),
      });
      expect(Object.keys(await signalled())).toContain("acme");
      const first = Date.parse((await only()).dueAt ?? "") - Date.now();
      await askAgain();
      const second = Date.parse((await only()).dueAt ?? "") - Date.now();
      expect(second).toBeGreaterThan(first * 1.5);
      await refreshIssuers();
      expect((await only()).failures).toBe(2);
    },
  );

  test("private members and foreign members do not travel", async () => {
    pages.set("/realms/acme/certs", {
      body: { keys: [{ ...one, d: "c2VjcmV0", x5u: "http://evil.example" }] },
    });
    await create();
    await refreshIssuers();
    expect(JSON.stringify(await signalled())).not.toMatch(/c2VjcmV0|evil/);
  });
});

test("an issuer that is removed is in no signals any more", async () => {
  await create();
  await refreshIssuers();
  expect(Object.keys(await signalled())).toContain("acme");
  await removeIssuer(owner.ctx, { slug: "acme" });
  expect(Object.keys(await signalled())).toEqual(["sallyport"]);
});

test("what can't be: our own issuer, one twice, a stale change", async () => {
  await create();
  await expect(create()).rejects.toThrow("This id is taken.");
  await expect(create({ slug: "b" })).rejects.toThrow("trusted already");
  await expect(create({ slug: "sallyport", issuer: `${issuer}/c` })).rejects.toThrow("taken");
  await expect(create({ slug: "c", issuer: "http://localhost:3000" })).rejects.toThrow(
    "trusted already",
  );
  const { version } = await only();
  await updateIssuer(owner.ctx, { slug: "acme", version, groups: ["a"] });
  await expect(updateIssuer(owner.ctx, { slug: "acme", version, jit: false })).rejects.toThrow(
    "meanwhile",
  );
  await refreshIssuer(owner.ctx, { slug: "acme" });
  await refreshIssuers();
  expect(await only()).toMatchObject({ groups: ["a"], keys: [{ kid: "one" }] });
});

test.each([
  "http://169.254.169.254/latest/meta-data",
  "https://169.254.169.254/x",
  "https://[::ffff:169.254.169.254]/x",
  "https://[fe80::1]/x",
  "http://10.0.0.1/x",
  "https://0.0.0.0/x",
  "https://224.0.0.1/x",
])("%s is never asked", async (url) => {
  await expect(fetchJson(url)).rejects.toThrow(/not allowed|https is needed/);
});
