import type { Fixture, FixtureToken } from "#lib/engine/fixtures/fixture.ts";
import { testKeys } from "#lib/engine/fixtures/test-keys.ts";
import { thumbprintOf } from "./generate-facts.ts";
import type { Random } from "./random.ts";
import { addresses, oddValues, vocabulary } from "./vocabulary.ts";

type Presented = Pick<Fixture, "token" | "client">;

/** Mostly a good token for this API; certificate and proof mostly fit its binding. */
export function generateToken(random: Random, audience: string, now: number): Presented {
  const client = generateClient(random);
  if (random.chance(0.22)) return { token: null, client };
  const issuer = random.pick(["local", "local", "local", "local", "partner", "partner", "legacy"]);
  const binding = random.pick(["none", "none", "none", "certificate", "key"] as const);
  const certificate = random.pick(vocabulary.presented);
  const key = random.pick(["laptop-key", "phone-key"]);
  const cnf = generateBinding(random, binding, certificate, key);
  const unbound = generateClaims(random, issuer, audience, now);
  const claims = cnf === undefined ? unbound : { ...unbound, cnf };
  const dpop = binding === "key" ? random.chance(0.93) : random.chance(0.02);
  const sent = random.chance({ none: 0.25, certificate: 0.93, key: 0.1 }[binding]);
  return {
    token: {
      issuer,
      header: generateHeader(random, issuer),
      claims: spoil(random, claims, now),
      signedBy: random.chance(0.99) ? `${issuer}-issuer` : "stranger",
      scheme: dpop ? "DPoP" : "Bearer",
      proofBy: dpop ? (random.chance(0.95) ? key : random.pick(["phone-key", null])) : null,
    },
    client: { ...client, certificateThumbprint: sent ? thumbprintOf(certificate) : null },
  };
}

function generateClient(random: Random): Fixture["client"] {
  return {
    address: random.chance(0.2) ? null : random.pick(addresses),
    country: random.chance(0.2)
      ? null
      : random.pick([...vocabulary.countries, ...vocabulary.countries, "de", ""]),
    certificateThumbprint: random.chance(0.1)
      ? thumbprintOf(random.pick(vocabulary.presented))
      : null,
  };
}

function generateBinding(random: Random, binding: string, certificate: string, key: string) {
  if (random.chance(0.02))
    return random.pick([{}, null, [], { kid: "1" }, { "x5t#S256": null }, { jkt: null }, "x"]);
  if (binding === "none") return undefined;
  if (binding === "key") {
    const both = random.chance(0.1) ? { "x5t#S256": thumbprintOf(certificate) } : {};
    return { jkt: thumbprintOf(key), ...both };
  }
  return { "x5t#S256": thumbprintOf(random.chance(0.95) ? certificate : "kiosk-cert") };
}

function generateHeader(random: Random, issuer: string): FixtureToken["header"] {
  const header = { alg: "ES256", typ: "at+jwt", kid: testKeys[`${issuer}-issuer`]?.thumbprint };
  if (random.chance(0.96)) return header;
  const { kid: _kid, ...anonymous } = header;
  return random.pick<FixtureToken["header"]>([
    { ...header, typ: "JWT" },
    { ...header, typ: "application/at+jwt" },
    { ...header, kid: "other" },
    { ...header, kid: 7 },
    { ...header, alg: "RS256" },
    { ...header, alg: "none" },
    { ...header, kid: "__proto__" },
    anonymous,
    { ...header, crit: ["b64"] },
    { ...header, note: "e\u0301" },
  ]);
}

function generateClaims(random: Random, issuer: string, audience: string, now: number) {
  const subjects = {
    local: [
      ...vocabulary.users,
      ...vocabulary.workloads,
      "ann",
      "ann",
      "bob",
      "dan",
      random.pick(["ann", "nobody"]),
    ],
    partner: ["eve", "ann", "mallory"],
    legacy: ["zoe", "zoe", "zoe", "nobody"],
  };
  const iat = now - 300 + random.pick([0, 0, 0, 0, 240, 300, 1]);
  return Object.fromEntries(
    Object.entries({
      iss: `https://${issuer}.issuer.example.com`,
      sub: random.pick(subjects[issuer === "local" || issuer === "partner" ? issuer : "legacy"]),
      aud: random.chance(0.15) ? [audience, "https://people.example.com"] : audience,
      exp: now + random.pick([600, 600, 600, 1, 2, 3300]),
      iat,
      jti: "token-1",
      sid: issuer === "local" || random.chance(0.3) ? random.pick(vocabulary.sessions) : undefined,
      acr: random.maybe(0.6, () =>
        random.pick(["phr", "phrh", "urn:sallyport:acr:mfa", "urn:sallyport:acr:password", 1]),
      ),
      amr: random.maybe(0.4, () => random.pick([["pwd", "mfa"], ["pwd"], [], "mfa", ["hwk"]])),
      auth_time: random.maybe(0.7, () => generateAuthTime(random, now)),
      scope: random.maybe(0.6, () => random.pick(scopes)),
      groups: random.maybe(0.3, () => random.pick([["staff"], ["staff", "finance"], "staff", [1]])),
      level: random.maybe(0.3, () => random.pick(oddClaims)),
      tenant: random.maybe(0.3, () => random.pick(oddValues)),
      odd: random.maybe(0.2, () => random.pick(oddClaims)),
      "https://claims.example/x": random.maybe(0.2, () => random.pick(oddValues)),
    }).filter(([, value]) => value !== undefined),
  );
}

/** Ages at the edges of what the conditions ask for. */
const ages = [0, 1, 2, 899, 900, 901, 3600, 3601, 43_200, 43_201, -60, -61, 0.5];
const scopes = ["billing", "billing invoices profile", "", ["billing"], "Billing"];
const oddClaims = [
  3,
  7,
  "7",
  9_007_199_254_740_992,
  1e21,
  Infinity,
  -Infinity,
  5e-324,
  0.1 + 0.2,
  null,
  {},
  { a: 1 },
  [1, "a"],
  [[1]],
  [],
  true,
  [null],
];

function generateAuthTime(random: Random, now: number): unknown {
  return random.chance(0.05) ? random.pick(["x", null, 1e21]) : now - random.pick(ages);
}

type Claims = Readonly<Record<string, unknown>>;

/** Rarely, what makes it invalid, or nearly: a claim that is missing, of another type or at its edge. */
function spoil(random: Random, claims: Claims, now: number): Claims {
  if (random.chance(0.94)) return claims;
  const { [random.pick(["exp", "iat", "sub", "jti", "sid", "aud", "iss"])]: _gone, ...rest } =
    claims;
  return random.pick<Claims>([
    rest,
    { ...claims, exp: now },
    { ...claims, exp: now + 0.5 },
    { ...claims, exp: String(now + 60) },
    { ...claims, exp: 1e21 },
    { ...claims, iat: now + 60, exp: now + 600 },
    { ...claims, iat: now + 61, exp: now + 600 },
    { ...claims, iat: null },
    { ...claims, iat: now - 3000, exp: now + 600 },
    { ...claims, iat: now - 3001, exp: now + 600 },
    { ...claims, nbf: now },
    { ...claims, nbf: now + 1 },
    { ...claims, nbf: null },
    { ...claims, nbf: -Infinity },
    { ...claims, exp: Infinity },
    { ...claims, iat: -Infinity },
    { ...claims, auth_time: -Infinity },
    { ...claims, auth_time: Infinity },
    { ...claims, aud: "https://other.example.com" },
    { ...claims, aud: [] },
    { ...claims, aud: { a: 1 } },
    { ...claims, iss: "https://evil.example.com" },
    { ...claims, iss: ["https://local.issuer.example.com"] },
    { ...claims, sub: "partner|eve" },
    { ...claims, sub: "" },
    { ...claims, sub: ["ann"] },
    { ...claims, sub: "__proto__" },
    { ...claims, jti: 1 },
    { ...claims, sid: 1 },
    { ...claims, note: "e\u0301" },
    { ...claims, note: { ["a\u0300"]: 1 } },
    { ...claims, note: "\u0000" },
    { ...claims, note: "\ud800" },
    { ...claims, cnf: { jkt: "x" } },
  ]);
}
