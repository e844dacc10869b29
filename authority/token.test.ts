import "#scripts/test-database.ts";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from "jose";
import { calculateJwkThumbprint, createRemoteJWKSet, jwtVerify } from "jose";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, database } from "#lib/db/client.ts";
import { createCode } from "#lib/tokens/create-code.ts";
import { startAuthority, type RunningAuthority } from "./testing.ts";
import {
  askToken,
  makeApi,
  makeCode,
  makePerson,
  makeToken,
  pkce,
  redirectUri,
  type Person,
} from "./testing-world.ts";

const issuer = "http://localhost:3000";
const audience = "https://billing.example.com";
let running: RunningAuthority;
let ana: Person;

beforeAll(async () => {
  running = await startAuthority();
  await running.pass();
  ana = await makePerson("ana");
  await makeApi("billing", "ana");
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

/** A code and what redeems it. */
async function grant(person = ana, jkt?: string) {
  const pair = pkce();
  const code = await makeCode(person, "billing", pair, jkt);
  return { code, code_verifier: pair.verifier };
}

async function deviceKey(state: "trusted" | "pending" | "revoked" = "trusted") {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const jkt = await calculateJwkThumbprint(publicJwk);
  const slug = `laptop-${jkt.slice(0, 6).toLowerCase()}`;
  const device = await database().device.create({
    data: { slug, name: slug, platform: "linux", ownerId: ana.userId, state },
  });
  await database().deviceKey.create({
    data: { deviceId: device.id, thumbprint: jkt, publicJwk: { ...publicJwk } },
  });
  const prove = (claims: Readonly<Record<string, unknown>> = {}) =>
    new SignJWT({ htm: "POST", htu: `${issuer}/oauth/token`, jti: randomUUID(), ...claims })
      .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk: publicJwk })
      .setIssuedAt(typeof claims["iat"] === "number" ? claims["iat"] : undefined)
      .sign(privateKey);
  return { jkt, prove, deviceId: device.id };
}

test("a code and its verifier give an access token (RFC 9068) that its JWKS verifies", async () => {
  const { status, body } = await askToken(running.url, await grant());
  expect(status).toBe(200);
  expect(body).toMatchObject({ token_type: "Bearer", expires_in: 900 });
  const keys = createRemoteJWKSet(new URL(`${running.url}/oauth/jwks`));
  const { payload, protectedHeader } = await jwtVerify(String(body["access_token"]), keys, {
    issuer,
    audience,
    typ: "at+jwt",
    algorithms: ["ES256"],
  });
  expect(protectedHeader.kid).toBeTypeOf("string");
  expect(payload).toMatchObject({
    sub: "ana",
    client_id: "cli",
    sid: ana.sessionId,
    acr: "phr",
    amr: ["hwk", "user", "mfa"],
  });
  expect(payload["cnf"]).toBeUndefined();
  const jwks: unknown = await (await fetch(`${running.url}/oauth/jwks`)).json();
  expect(JSON.stringify(jwks)).not.toContain('"d"');
});

test("a wrong verifier is refused, and has spent the code", async () => {
  const asked = await grant();
  const wrong = await askToken(running.url, { ...asked, code_verifier: pkce().verifier });
  expect(wrong).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  expect(await askToken(running.url, asked)).toMatchObject({ body: { error: "invalid_grant" } });
});

test("a missing or malformed verifier, another redirect, client or resource are refused", async () => {
  const refusals: [string, Record<string, string>][] = [
    ["invalid_request", { code_verifier: "" }],
    ["invalid_request", { code_verifier: "short" }],
    ["invalid_grant", { redirect_uri: "http://127.0.0.1:9/other" }],
    ["invalid_grant", { client_id: "portal" }],
    ["invalid_client", { client_id: "somebody" }],
    ["invalid_target", { resource: "https://other.example.com" }],
    ["unsupported_grant_type", { grant_type: "password" }],
    ["invalid_grant", { code: "spc_unknown" }],
  ];
  for (const [error, over] of refusals) {
    const answer = await askToken(running.url, { ...(await grant()), ...over });
    expect([over, answer.body["error"]]).toEqual([over, error]);
    expect(answer.body["access_token"]).toBeUndefined();
  }
});

test("a parameter that comes twice, or a body that is no form, is refused", async () => {
  const { code, code_verifier } = await grant();
  const form = new URLSearchParams({ grant_type: "authorization_code", client_id: "cli" });
  form.append("redirect_uri", redirectUri);
  form.append("code_verifier", code_verifier);
  form.append("code", code);
  form.append("code", code);
  const twice = await fetch(`${running.url}/oauth/token`, { method: "POST", body: form });
  expect(await twice.json()).toMatchObject({ error: "invalid_request" });
  const json = await fetch(`${running.url}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ code }),
  });
  expect(await json.json()).toMatchObject({ error: "invalid_request" });
});

test("a code used twice is refused and audited; the first token stays", async () => {
  const asked = await grant();
  expect((await askToken(running.url, asked)).status).toBe(200);
  expect(await askToken(running.url, asked)).toMatchObject({
    status: 400,
    body: { error: "invalid_grant" },
  });
  const event = await database().auditEvent.findFirst({ where: { action: "token.code-reuse" } });
  expect(event).toMatchObject({ targetId: ana.userId });
  const session = await database().session.findUniqueOrThrow({ where: { id: ana.sessionId } });
  expect(session.revokedAt).toBeNull();
});

test("of two parallel uses of a code one gets a token", async () => {
  const asked = await grant();
  const answers = await Promise.all([1, 2, 3].map(() => askToken(running.url, asked)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test("an expired code, a revoked session and a suspended person get nothing", async () => {
  const old = await grant();
  await database().authorizationCode.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect((await askToken(running.url, old)).body).toMatchObject({ error: "invalid_grant" });
  const left = await makePerson("left");
  const first = await grant(left);
  await database().session.update({
    where: { id: left.sessionId },
    data: { revokedAt: new Date() },
  });
  expect((await askToken(running.url, first)).body).toMatchObject({ error: "invalid_grant" });
  const gone = await makePerson("gone");
  const second = await grant(gone);
  await database().user.update({ where: { id: gone.userId }, data: { state: "suspended" } });
  expect((await askToken(running.url, second)).body).toMatchObject({ error: "invalid_grant" });
});

test("a code bound to a device's key needs a proof made with it, and the token is bound", async () => {
  const key = await deviceKey();
  const answer = await askToken(running.url, await grant(ana, key.jkt), {
    dpop: await key.prove(),
  });
  expect(answer.body).toMatchObject({ token_type: "DPoP" });
  expect(decodeJwt(String(answer.body["access_token"]))).toMatchObject({ cnf: { jkt: key.jkt } });
  expect(decodeProtectedHeader(String(answer.body["access_token"])).typ).toBe("at+jwt");
  const none = await askToken(running.url, await grant(ana, key.jkt));
  expect(none.body).toMatchObject({ error: "invalid_dpop_proof" });
  const other = await deviceKey();
  const foreign = await askToken(running.url, await grant(ana, key.jkt), {
    dpop: await other.prove(),
  });
  expect(foreign.body).toMatchObject({ error: "invalid_dpop_proof" });
});

test("a proof that is old, for another address or method, or replayed is refused", async () => {
  const key = await deviceKey();
  const now = Math.floor(Date.now() / 1000);
  const proofs = [
    await key.prove({ iat: now - 120 }),
    await key.prove({ htu: "https://evil.example/oauth/token" }),
    await key.prove({ htm: "GET" }),
    "rubbish",
  ];
  for (const dpop of proofs)
    expect((await askToken(running.url, await grant(ana, key.jkt), { dpop })).body).toMatchObject({
      error: "invalid_dpop_proof",
    });
  const dpop = await key.prove();
  expect((await askToken(running.url, await grant(ana, key.jkt), { dpop })).status).toBe(200);
  const replayed = await askToken(running.url, await grant(ana, key.jkt), { dpop });
  expect(replayed.body).toMatchObject({ error: "invalid_dpop_proof" });
});

test("a key that was shut out after the code was made binds nothing", async () => {
  const key = await deviceKey();
  const asked = await grant(ana, key.jkt);
  await database().device.update({ where: { id: key.deviceId }, data: { state: "revoked" } });
  const answer = await askToken(running.url, asked, { dpop: await key.prove() });
  expect(answer.body).toMatchObject({ error: "invalid_grant" });
});

test("a code is not made for a stranger's key, a foreign redirect or an API token", async () => {
  const other = await makePerson("other");
  const key = await deviceKey();
  await expect(makeCode(other, "billing", pkce(), key.jkt)).rejects.toMatchObject({
    code: "invalid-input",
  });
  const input = {
    resource: "billing",
    clientId: "cli" as const,
    redirectUri,
    codeChallenge: pkce().challenge,
  };
  for (const foreign of [
    "http://localhost:4567/callback",
    "http://127.0.0.1.evil.example/callback",
    "http://user@127.0.0.1/callback",
    "https://evil.example/callback",
    `${issuer}/me/token`,
  ])
    await expect(createCode(ana.ctx, { ...input, redirectUri: foreign })).rejects.toMatchObject({
      code: "invalid-input",
    });
  await expect(
    createCode(ana.ctx, { ...input, clientId: "portal", redirectUri: "http://127.0.0.1:9/x" }),
  ).rejects.toMatchObject({ code: "invalid-input" });
  await expect(createCode(await makeToken(ana), input)).rejects.toMatchObject({
    code: "forbidden",
  });
});
