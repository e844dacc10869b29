import type { DecisionInput } from "#lib/engine/decision.ts";
import type { Content, Operation } from "./make-content.ts";
import { issuer, issuerKey } from "./make-facts.ts";
import { departments, type Person } from "./people.ts";
import type { PeerFacts } from "./peer-rule.ts";
import { createRandom, type Random } from "./random.ts";

export type BenchRequest = {
  /** As an enforcer hands it to the engine: the token's signature is verified, nothing else. */
  readonly input: DecisionInput;
  readonly facts: PeerFacts;
  readonly token: { readonly header: Claims; readonly claims: Claims };
};

type Claims = Readonly<Record<string, unknown>>;

const countries = ["DE", "DE", "DE", "DE", "FR", "US", "BR"] as const;

/** Requests of people who mostly ask for what one of their roles covers; every seventh asks for anything. */
export function makeRequests(
  { operations, rules }: Content,
  people: readonly Person[],
  now: number,
  count: number,
): readonly BenchRequest[] {
  const random = createRandom(11);
  const byRole = operationsByRole(rules);
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const anything = operations.map(({ id }) => id);
  return Array.from({ length: count }, (_, index) => {
    const person = people[random.whole(people.length)];
    const role = person?.roles[random.whole(person.roles.length)] ?? "";
    const known = random.chance(6 / 7) ? byRole.get(role) : undefined;
    const from = known ?? anything;
    const operation = byId.get(from[random.whole(from.length)] ?? "");
    if (!person || !operation) throw new Error("nobody or nothing to ask for");
    return makeRequest(person, operation, now, random, index);
  });
}

function operationsByRole(rules: Content["rules"]): ReadonlyMap<string, readonly string[]> {
  const byRole = new Map<string, string[]>();
  for (const { role, operations } of rules)
    if (role !== null) byRole.set(role, [...(byRole.get(role) ?? []), ...operations]);
  return byRole;
}

function makeRequest(
  person: Person,
  operation: Operation,
  now: number,
  random: Random,
  index: number,
): BenchRequest {
  const pathDepartment = random.chance(0.8) ? person.department : random.pick(departments);
  const { text: address, number } = pickAddress(random);
  const country = random.pick(countries);
  const token = makeToken(person, operation, now, index);
  const target = `/v1${operation.path}`
    .replace("{department}", pathDepartment)
    .replace("{id}", `t${random.whole(100_000)}`);
  const present = person.presents ? person.device : null;
  return {
    token,
    input: {
      request: {
        method: operation.method,
        host: `${operation.api}.example.com`,
        target,
        headers: { host: [`${operation.api}.example.com`], authorization: ["Bearer x"] },
      },
      client: { address, country },
      credential: {
        state: "verified",
        scheme: "Bearer",
        issuer: issuer.id,
        ...token,
        proofs: { jkt: null, x5t: present?.thumbprint ?? null },
      },
    },
    facts: {
      user: person.id,
      roles: person.roles,
      operation: operation.id,
      mfa: person.mfa,
      mfaAge: person.mfaAge,
      ...deviceFacts(person),
      address: number,
      country,
      ...berlin(now),
      risk: person.risk,
      scopes: person.scope.split(" "),
      department: person.department,
      pathDepartment,
    },
  };
}

/** Four in five from the office. */
function pickAddress(random: Random): { readonly text: string; readonly number: number } {
  const [a, b] = random.chance(0.8) ? [10, 20] : [203, 0];
  const [c, d] = [random.whole(250), 1 + random.whole(250)];
  return { text: [a, b, c, d].join("."), number: a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d };
}

const trustRank = { registered: 1, compliant: 2, managed: 3 } as const;

function deviceFacts({ presents, device: { record } }: Person) {
  return {
    device: presents ? trustRank[record.trust] : 0,
    encrypted: presents && record.posture["disk-encrypted"]?.value === true,
    osVersion: presents && record.posture["os-version"]?.value === "14.5.1" ? 14_005 : 0,
  };
}

const acr = { 0: "0", 1: "urn:sallyport:acr:mfa", 2: "phr" } as const;

function makeToken(
  { id, mfa, mfaAge, scope, presents, device }: Person,
  to: Operation,
  now: number,
  index: number,
) {
  return {
    header: { alg: "ES256", typ: "at+jwt", kid: issuerKey().thumbprint },
    claims: {
      iss: issuer.iss,
      aud: `https://${to.api}.example.com`,
      sub: id,
      iat: now - 100,
      exp: now + 3400,
      jti: `token-${index}`,
      sid: `session-${index}`,
      client_id: "portal",
      scope,
      acr: acr[mfa],
      auth_time: now - mfaAge,
      ...(presents ? { cnf: { "x5t#S256": device.thumbprint } } : {}),
    },
  };
}

/** The wall clock in Berlin, by another way than the engine's. */
function berlin(now: number): { readonly weekday: number; readonly minute: number } {
  const text = new Date(now * 1000).toLocaleString("en-GB", {
    timeZone: "Europe/Berlin",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  const [, day = "", hours = "0", minutes = "0"] = /^(\w+)\D+(\d+):(\d+)/.exec(text) ?? [];
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(day) + 1;
  return { weekday, minute: Number(hours) * 60 + Number(minutes) };
}
