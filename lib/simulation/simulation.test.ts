import "#scripts/test-database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addOperation } from "#lib/apis/add-operation.ts";
import { createApi } from "#lib/apis/create-api.ts";
import { updateApi } from "#lib/apis/update-api.ts";
import { person } from "#lib/apis/fixtures/person.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { asJson } from "#lib/releases/stored-content.ts";
import { snapshotContent } from "#lib/releases/snapshot-content.ts";
import { comparePopulation } from "./compare-population.ts";
import { readCoverage } from "./read-coverage.ts";
import { readMatrix } from "./read-matrix.ts";
import { readReach } from "./read-reach.ts";
import { simulateDecision } from "./simulate-decision.ts";

const ctx = person("author");
afterAll(closeDatabase);

const reading = `name: finance-reads
effect: permit
subjects: { roles: [finance] }
resources: { apis: [ledger], access: read }
`;
const writing = `name: finance-writes
effect: permit
subjects: { roles: [finance] }
resources: { apis: [ledger], access: write }
when:
  - mfa: { strength: phishing-resistant, within: 15m }
  - network: { in: [192.0.2.0/24] }
`;

async function makePerson(slug: string, role: string | null): Promise<void> {
  await database().user.create({
    data: {
      slug,
      email: `${slug}@example.org`,
      name: slug,
      state: "active",
      authenticators: {
        create: {
          credentialId: slug,
          publicKey: Buffer.from([1]),
          counter: 0,
          aaguid: "",
          deviceType: "singleDevice",
          backedUp: false,
          name: "key",
        },
      },
      ...(role !== null && {
        grants: { create: { reason: "test", role: { connect: { slug: role } } } },
      }),
    },
  });
}

/** What is stored now becomes what enforcers have, without an authority. */
async function serve(number: number): Promise<void> {
  const { content, sources } = await database().$transaction(snapshotContent);
  await database().release.create({
    data: {
      number,
      content: asJson(content),
      sources: asJson(sources),
      digest: `digest-${number}`,
      message: "test",
      authorKind: "system",
      authorName: "test",
      channelSlug: "production",
      state: "served",
    },
  });
  await database().channel.update({
    where: { slug: "production" },
    data: { releaseNumber: number },
  });
}

beforeAll(async () => {
  await database().channel.create({ data: { slug: "production", name: "Production" } });
  await database().role.create({ data: { slug: "finance", name: "Finance" } });
  await database().role.create({ data: { slug: "support", name: "Support" } });
  await createApi(person(), { slug: "ledger", name: "Ledger" });
  const { version } = await database().api.findUniqueOrThrow({ where: { slug: "ledger" } });
  await updateApi(person(), {
    slug: "ledger",
    version,
    hosts: [{ host: "ledger.example.com", basePath: "/v1" }],
  });
  for (const [method, template] of [
    ["GET", "/entries"],
    ["GET", "/entries/{id}"],
    ["PUT", "/entries/{id}"],
  ] as const)
    await addOperation(person(), { slug: "ledger", method, template });
  await createPolicy(ctx, { source: reading });
  await makePerson("ana", "finance");
  await makePerson("ben", "support");
  await serve(1);
});

async function outcomes(input: Parameters<typeof simulateDecision>[1]) {
  const { current, after } = await simulateDecision(ctx, input);
  return [current?.outcome, after.outcome];
}

function forbid(unless: string): string {
  return `name: careful\neffect: forbid\nresources: { apis: [ledger] }\n${unless}`;
}

describe("the simulator", () => {
  const ask = { method: "GET", url: "https://ledger.example.com/v1/entries/7", signIn: {} };

  test("decides as the release in force, with a trace, and explains itself", async () => {
    const { current } = await simulateDecision(ctx, { ...ask, subject: "ana" });
    expect(current).toMatchObject({ outcome: "allow", policies: ["finance-reads"] });
    expect(current?.trace).toMatchObject([{ policy: "finance-reads", applies: true }]);
    const other = await simulateDecision(ctx, { ...ask, subject: "ben" });
    expect(other.current).toMatchObject({ outcome: "deny", reason: "no-permit" });
    expect(other.current?.explanation).toMatch(/^Denied, because /);
    const nobody = await simulateDecision(ctx, { ...ask, subject: null });
    expect(nobody.current).toMatchObject({
      outcome: "challenge",
      reason: "authentication-required",
    });
  });

  test("shows what the policy in the editor would change, with the address and the ceremony chosen", async () => {
    const put = { ...ask, method: "PUT", subject: "ana", draft: { name: null, source: writing } };
    const inside = { ...put, address: "192.0.2.7" };
    expect(await outcomes(put)).toEqual(["deny", "deny"]);
    expect(await outcomes(inside)).toEqual(["deny", "challenge"]);
    const passkey = { strength: "phishing-resistant", ageSeconds: 60 } as const;
    expect(await outcomes({ ...inside, signIn: passkey })).toEqual(["deny", "allow"]);
  });

  test("refuses what an enforcer refuses, instead of repairing it", async () => {
    const url = "https://ledger.example.com/v1/x/../entries/7";
    const { after } = await simulateDecision(ctx, { ...ask, url, subject: "ana" });
    expect(after).toMatchObject({ outcome: "deny", reason: "malformed-request" });
  });

  test("says where a draft is wrong, and knows nobody who does not exist", async () => {
    const draft = { name: null, source: "name: x\neffect: permit\n" };
    await expect(simulateDecision(ctx, { ...ask, subject: "ana", draft })).rejects.toMatchObject({
      code: "invalid-input",
    });
    await expect(simulateDecision(ctx, { ...ask, subject: "zoe" })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});

describe("the population", () => {
  test("is unchanged while nothing is unpublished", async () => {
    const same = await comparePopulation(ctx, {});
    expect(same).toMatchObject({ operations: 0, rows: [], subjects: 2 });
  });

  test("shows who gains what, taking the moment's conditions as fulfilled and saying so", async () => {
    const seen = await comparePopulation(ctx, { draft: { name: null, source: writing } });
    expect(seen.counts).toMatchObject({ gained: 1, lost: 0 });
    expect(seen.people).toEqual({ gained: 1, lost: 0 });
    expect(seen.rows).toMatchObject([
      {
        subject: "ana",
        api: "ledger",
        change: "gained",
        before: { outcome: "deny", reason: "no-permit" },
        after: { outcome: "challenge" },
        operations: ["ledger:PUT /entries/{id}"],
      },
    ]);
    expect(seen.assumed.join()).toContain("192.0.2.0/24");
  });

  test("shows who loses, and who is newly challenged, by a forbid in the editor", async () => {
    const lost = await comparePopulation(ctx, { draft: { name: null, source: forbid("") } });
    expect(lost.rows).toMatchObject([
      { subject: "ana", change: "lost", operations: { length: 2 } },
    ]);
    const unless = "unless: [{ mfa: { strength: any } }]\n";
    const asked = await comparePopulation(ctx, { draft: { name: null, source: forbid(unless) } });
    expect(asked.counts).toMatchObject({ lost: 0, newlyChallenged: 2 });
  });
});

test("what is opened to callers without a token comes first, and counts as nobody", async () => {
  const open =
    "name: open\neffect: permit\nsubjects: { everybody: true }\nresources: { apis: [ledger] }\n";
  const seen = await comparePopulation(ctx, { draft: { name: null, source: open } });
  expect(seen.rows[0]).toMatchObject({ subject: null, change: "gained" });
  expect(seen.people).toEqual({ gained: 2, lost: 0 });
});

describe("the matrix", () => {
  test("says for each role and person what they can call, and with what", async () => {
    const roles = await readMatrix(ctx, {});
    expect(roles.columns).toHaveLength(2);
    const byRow = Object.fromEntries(
      roles.rows.map(({ name, cells }) => [name, cells.map(({ outcome }) => outcome)]),
    );
    expect(byRow).toEqual({
      "Without a token": ["challenge", "deny"],
      "Signed in, no role": ["deny", "deny"],
      Finance: ["allow", "deny"],
      Support: ["deny", "deny"],
    });
    const people = await readMatrix(ctx, { rows: "people", q: "an" });
    expect(people.rows.map(({ id }) => id)).toEqual([null, "ana"]);
  });

  test("from afar, an API is one row that no open operation hides in", async () => {
    const { columns, rows, more, moreColumns } = await readMatrix(ctx, { zoom: "apis" });
    expect(columns).toEqual([
      expect.objectContaining({
        api: "ledger",
        operations: expect.arrayContaining(["ledger:PUT /entries/{id}"]),
      }),
    ]);
    const finance = rows.find(({ name }) => name === "Finance");
    expect(finance?.cells).toEqual([
      expect.objectContaining({ outcome: "allow", counts: { allow: 2, challenge: 0, deny: 1 } }),
    ]);
    expect({ more, moreColumns }).toEqual({ more: 0, moreColumns: 0 });
  });

  test("is no larger than asked for, and says how much is missing", async () => {
    const part = await readMatrix(ctx, { callersMax: 1, columnsMax: 1 });
    expect(part.rows).toHaveLength(1);
    expect(part.rows[0]?.cells).toHaveLength(1);
    expect(part).toMatchObject({ more: 3, moreColumns: 1 });
  });

  test("of a draft that can't be published says what blocks it", async () => {
    await createPolicy(ctx, { source: forbid("subjects: { roles: [ghosts] }") });
    await expect(readMatrix(ctx, { of: "draft" })).rejects.toMatchObject({
      code: "invalid-input",
      detail: { errors: [{ path: "careful.subjects.roles.0" }] },
    });
    await database().policy.delete({ where: { name: "careful" } });
  });

  test("counts what nobody may call, and lists exactly that", async () => {
    expect(await readCoverage(ctx, {})).toEqual({ operations: 3, uncalled: 1, unchallenged: 0 });
    const { columns } = await readMatrix(ctx, { only: "uncalled" });
    expect(columns.map(({ operations }) => operations)).toEqual([["ledger:PUT /entries/{id}"]]);
    const { releaseNumber } = await database().channel.findFirstOrThrow();
    await database().channel.updateMany({ data: { releaseNumber: null } });
    expect(await readCoverage(ctx, {})).toMatchObject({ operations: 0 });
    await database().channel.updateMany({ data: { releaseNumber } });
  });
});

describe("who can reach data of a sensitivity", () => {
  test("is answered over everybody, by what it takes", async () => {
    const reach = await readReach(ctx, { sensitivity: "internal" });
    expect(reach.operations).toBe(3);
    expect(reach.unreachable).toBe(1);
    expect(reach.ways).toEqual([
      expect.objectContaining({
        with: null,
        anonymous: false,
        roles: ["finance"],
        apis: ["ledger"],
        operations: 2,
      }),
    ]);
    expect(reach.reaching).toBe(reach.ways[0]?.people);
    expect(reach.reaching).toBeLessThan(reach.people);
    expect(await readReach(ctx, {})).toMatchObject({ operations: 0, reaching: 0, ways: [] });
  });

  test("says what a challenge asks for, once something asks", async () => {
    await createPolicy(ctx, { source: writing });
    const { ways } = await readReach(ctx, { sensitivity: "internal", of: "draft" });
    expect(ways.map((way) => [way.with, way.operations])).toEqual([
      [null, 2],
      ["sign in with a passkey within the last 15 minutes", 1],
    ]);
    await database().policy.delete({ where: { name: "finance-writes" } });
  });
});

describe("a token that may read policies, and not people", () => {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new Error("a person");
  const { userId, slug, name, consoleRole } = actor;
  const scopes = ["policies:read"];
  const token = {
    ...ctx,
    actor: {
      kind: "api-token" as const,
      tokenId: userId,
      tokenName: "ci",
      userId,
      slug,
      name,
      consoleRole,
      scopes,
    },
  };
  const url = "https://ledger.example.com/v1/entries/7";

  test("learns nothing about anybody", async () => {
    const refused = { code: "forbidden" };
    await expect(comparePopulation(token, {})).rejects.toMatchObject(refused);
    await expect(readMatrix(token, { rows: "people" })).rejects.toMatchObject(refused);
    await expect(readReach(token, {})).rejects.toMatchObject(refused);
    await expect(
      simulateDecision(token, { method: "GET", url, subject: "ana" }),
    ).rejects.toMatchObject(refused);
    await expect(
      simulateDecision(token, { method: "GET", url, subject: null, device: "any" }),
    ).rejects.toMatchObject(refused);
  });

  test("may ask about roles and about a caller without a token", async () => {
    expect((await readMatrix(token, {})).rows).not.toEqual([]);
    const { current } = await simulateDecision(token, { method: "GET", url, subject: null });
    expect(current?.outcome).toBe("challenge");
  });
});
