import { createHash, generateKeyPairSync } from "node:crypto";
import { SignJWT, calculateJwkThumbprint, exportJWK } from "jose";
import { describe, expect, test } from "vitest";
import { createReplayMemory } from "./replay-memory.ts";
import { type ProofExpectation, verifyProof } from "./verify-proof.ts";

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const now = 1_790_000_000;
const token = "a.b.c";
const expected: ProofExpectation = {
  token,
  method: "POST",
  scheme: "https",
  host: "api.example.com",
  target: "/orders?x=1",
  nowSeconds: now,
};
const claims = {
  jti: "one",
  htm: "POST",
  htu: "https://api.example.com/orders",
  iat: now,
  ath: createHash("sha256").update(token).digest("base64url"),
};

async function prove(
  change: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
) {
  const jwk = await exportJWK(publicKey);
  return new SignJWT({ ...claims, ...change })
    .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk, ...header })
    .sign(privateKey);
}
const why = async (proof: string, over: Partial<ProofExpectation> = {}) => {
  const verdict = await verifyProof(proof, { ...expected, ...over });
  return verdict.ok ? "good" : verdict.why;
};

describe("a proof of possession", () => {
  test("names its key by thumbprint", async () => {
    const jkt = await calculateJwkThumbprint(await exportJWK(publicKey));
    expect(await verifyProof(await prove(), expected)).toEqual({ ok: true, jkt, jti: "one" });
  });

  test.each([
    ["another method", { htm: "GET" }, "htm"],
    ["a method in another case", { htm: "post" }, "htm"],
    ["another path", { htu: "https://api.example.com/orders/" }, "htu"],
    ["another host", { htu: "https://evil.example.com/orders" }, "htu"],
    ["another scheme", { htu: "http://api.example.com/orders" }, "htu"],
    ["an encoded path", { htu: "https://api.example.com/%6Frders" }, "htu"],
    ["no address", { htu: "orders" }, "htu"],
    ["an old moment", { iat: now - 121 }, "iat"],
    ["a later moment", { iat: now + 61 }, "iat"],
    ["no moment", { iat: undefined }, "iat"],
    ["another token", { ath: "x" }, "ath"],
    ["no token", { ath: undefined }, "ath"],
    ["no id", { jti: undefined }, "jti"],
    ["an endless id", { jti: "x".repeat(300) }, "jti"],
  ])("for %s is refused", async (_name, change, part) => {
    expect(await why(await prove(change))).toContain(part);
  });

  test.each([
    ["type", { typ: "JWT" }],
    ["a private key inside", { jwk: { kty: "EC", d: "x" } }],
    ["critical extensions", { crit: ["b64"], b64: true }],
  ])("with a wrong header (%s) is refused", async (_name, header) => {
    expect(await why(await prove({}, header).catch(() => "x"))).not.toBe("good");
  });

  test("by another key than it shows is refused", async () => {
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = await exportJWK(other.publicKey);
    expect(await why(await prove({}, { jwk }))).toContain("signature");
  });

  test("that is no compact JWS is refused", async () => {
    expect(await why("x")).toContain("compact");
    expect(await why(`${await prove()}=`)).toContain("compact");
  });

  test("for the default port or either scheme, where the gateway does not say, is good", async () => {
    const proof = await prove({ htu: "https://API.example.com:443/orders?x=2#y" });
    expect(await why(proof, { scheme: null })).toBe("good");
  });
});

describe("the memory of proofs", () => {
  test("takes each once, as long as it could be taken at all", () => {
    const memory = createReplayMemory(180);
    expect(memory.remember("key", "one", now)).toBe(true);
    expect(memory.remember("key", "one", now)).toBe(false);
    expect(memory.remember("key", "one", now + 179)).toBe(false);
    expect(memory.remember("other", "one", now)).toBe(true);
    expect(memory.remember("key", "one", now + 1000)).toBe(true);
  });

  test("refuses when it is full, and lets no key fill it for others", () => {
    const memory = createReplayMemory(180, 10, 3);
    for (const jti of ["1", "2", "3"]) expect(memory.remember("greedy", jti, now)).toBe(true);
    expect(memory.remember("greedy", "4", now)).toBe(false);
    expect(memory.remember("modest", "4", now)).toBe(true);
  });
});
