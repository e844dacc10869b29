import { createHash, generateKeyPairSync } from "node:crypto";
import { SignJWT, exportJWK, calculateJwkThumbprint } from "jose";
import type { Credential } from "#lib/engine/decision.ts";
import type { DecidableRequest } from "#enforcer/adapters/decidable-request.ts";
import { putTogether } from "#enforcer/source/in-force.ts";
import { sampleDeployment, sampleToken } from "#enforcer/testing/sample-deployment.ts";
import { createCredentialReader } from "#enforcer/tokens/read-credential.ts";
import { createReplayMemory } from "#enforcer/tokens/replay-memory.ts";
import { createVerdictCache } from "#enforcer/tokens/verdict-cache.ts";
import { claim, type FuzzTarget } from "#fuzz/fuzz.ts";
import { mutateJson } from "#fuzz/mutate-json.ts";
import { mutateText } from "#fuzz/mutate-text.ts";
import type { Random } from "#fuzz/random.ts";

type Verified = Extract<Credential, { state: "verified" }>;

/** Nothing that was changed verifies, but for another text of the very same claims by the same key. */
export const token: FuzzTarget = {
  title: "access tokens and proofs: nothing that was changed verifies",
  blockedMsMax: 50,
  prepare: async () => {
    const { deployment, now } = sampleDeployment();
    const inForce = putTogether(deployment, null);
    const { bearer, bound, proof } = await makeTokens(now);
    const strangers = [await sampleToken(now, {}, "foreign-issuer").catch(() => bearer)];
    const good = await fresh()(requestOf([`Bearer ${bearer}`], []), inForce, now);
    const goodBound = await fresh()(requestOf([`DPoP ${bound}`], [proof]), inForce, now);
    claim(good.state === "verified" && goodBound.state === "verified", "the originals verify");
    const originals = [good, goodBound];
    return async (random) => {
      const { header, proofs } = makePresented(random, { bearer, bound, proof, strangers });
      const credential = await fresh()(requestOf([header], proofs), inForce, now);
      if (credential.state !== "verified") return;
      const presented = { header, proofs };
      claim(
        originals.some((original) => isSame(original, credential)),
        "only the same claims verify",
        presented,
      );
      if (credential.scheme === "Bearer") return;
      claim(credential.proofs.jkt === goodBound.proofs.jkt, "only the token's own key", presented);
      claim(signedPart(proofs[0]) === signedPart(proof), "only the same proof verifies", presented);
    };
  },
};

const fresh = () =>
  createCredentialReader(createVerdictCache(), createReplayMemory(180, 1000, 1000));

type Originals = {
  readonly bearer: string;
  readonly bound: string;
  readonly proof: string;
  readonly strangers: readonly string[];
};

/** An Authorization header and the proofs beside it, most of them changed somewhere. */
function makePresented(random: Random, { bearer, bound, proof, strangers }: Originals) {
  const useProof = random.chance(0.5);
  const from = useProof ? bound : bearer;
  const text = random.chance(0.8) ? mutateToken(random, from, strangers) : from;
  const scheme = random.pick(["Bearer", "DPoP", "bearer", "dpop"]);
  const header = random.chance(0.2)
    ? mutateText(random, `${scheme} ${text}`, words)
    : `${scheme} ${text}`;
  if (!useProof) return { header, proofs: [] };
  return { header, proofs: [random.chance(0.6) ? mutateToken(random, proof, [bound]) : proof] };
}

const words = ["Bearer ", "DPoP ", ",", " ", "\t", "=", "==", ".", "..", "\n", "%20", ":"];

async function makeTokens(now: number) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = await exportJWK(publicKey);
  const bearer = await sampleToken(now);
  const bound = await sampleToken(now, { cnf: { jkt: await calculateJwkThumbprint(jwk) } });
  const proof = await new SignJWT({
    jti: "one",
    htm: "GET",
    htu: "https://billing.example.com/invoices",
    iat: now,
    ath: createHash("sha256").update(bound).digest("base64url"),
  })
    .setProtectedHeader({ alg: "ES256", typ: "dpop+jwt", jwk })
    .sign(privateKey);
  return { bearer, bound, proof };
}

/** Texts, single parts, and the JSON inside them; signatures of others. */
function mutateToken(random: Random, text: string, others: readonly string[]): string {
  const parts = text.split(".");
  const at = random.below(3);
  const part = parts[at] ?? "";
  switch (random.below(4)) {
    case 0:
      return mutateText(random, text, words);
    case 1:
      return parts.with(at, random.pick(others).split(".")[at] ?? "").join(".");
    case 2:
      return parts.with(at, mutateText(random, part, words)).join(".");
    default:
      return parts.with(at, mutatePart(random, part)).join(".");
  }
}

function mutatePart(random: Random, part: string): string {
  const text = Buffer.from(part, "base64url").toString("utf8");
  try {
    const json = JSON.stringify(mutateJson(random, JSON.parse(text), 0.2)) ?? "";
    const changed = random.chance(0.3)
      ? mutateText(random, json, ['"alg":"none"', '"kid":"', ","])
      : json;
    return Buffer.from(changed, "utf8").toString("base64url");
  } catch {
    return Buffer.from(mutateText(random, text, words), "utf8").toString("base64url");
  }
}

function requestOf(authorization: readonly string[], dpop: readonly string[]): DecidableRequest {
  const request = { method: "GET", host: "billing.example.com", target: "/invoices" };
  return {
    dialect: "nginx",
    request: { ...request, headers: { authorization, dpop } },
    client: { address: null, country: null },
    scheme: "https",
    certificate: null,
    trace: false,
  };
}

function isSame(left: Verified, right: Verified): boolean {
  const key = ({ issuer, header, claims }: Verified) => JSON.stringify([issuer, header, claims]);
  return key(left) === key(right);
}

const signedPart = (jws = "") => jws.split(".").slice(0, 2).join(".");
