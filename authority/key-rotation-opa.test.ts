import "#scripts/test-database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findOpa } from "#lib/bundle/testing/find-opa.ts";
import type { RunningOpa } from "#lib/bundle/testing/run-opa.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { listKeys } from "#lib/keys/list-keys.ts";
import { rotateKey } from "#lib/keys/rotate-key.ts";
import { archiveName } from "./archive-name.ts";
import { eventually, startAuthority, type RunningAuthority } from "./testing.ts";
import { askOpa, startOpaOn } from "./testing-opa.ts";
import {
  accessToken,
  makeApi,
  makePerson,
  makeToken,
  publishByToken,
  type Person,
} from "./testing-world.ts";

/** Asks without pause until it is ended, and keeps every answer but "permitted". */
function traffic(ask: () => Promise<string>) {
  const failed: string[] = [];
  const ending = new AbortController();
  let asked = 0;
  const running = (async () => {
    while (!ending.signal.aborted) {
      const reason = await ask();
      asked += 1;
      if (reason !== "permitted") failed.push(reason);
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
  })();
  return {
    end: async () => {
      ending.abort();
      await running;
      return { failed, asked };
    },
  };
}

describe.skipIf(findOpa() === null)("keys change under an unmodified OPA with traffic", () => {
  let running: RunningAuthority;
  let opa: RunningOpa;
  let owner: Person;
  let token: string;

  const ask = async () => {
    const answer = await askOpa(opa, token);
    const reason: unknown = Reflect.get(Object(answer), "reason");
    return typeof reason === "string" ? reason : "undefined";
  };
  const currentKid = async (purpose: string) =>
    (await listKeys(owner.ctx, {})).items.find(
      (key) => key.purpose === purpose && key.state === "current",
    )?.kid ?? "";
  const retired = (kid: string) =>
    eventually(
      async () =>
        (await listKeys(owner.ctx, {})).items.find((key) => key.kid === kid)?.state === "retired",
    );
  /** OPA has acknowledged the newest revision of everything. */
  const inForceEverywhere = () =>
    eventually(async () => {
      const rows = await database().enforcerBundle.findMany({
        where: { name: { not: "discovery" } },
      });
      return rows.length === 3 && rows.every(isNewest);
    });
  const isNewest = (row: {
    name: string;
    activeRevision: string | null;
    errorCode: string | null;
  }) => {
    const name = archiveName(row.name);
    const newest = name && running.authority.store.current("production", name);
    return row.activeRevision === `${newest?.epoch}.${newest?.number}` && row.errorCode === null;
  };

  beforeAll(async () => {
    // The grace is longer than a busy OPA needs to put a bundle in force: before that nothing is demanded of it.
    running = await startAuthority({
      clock: true,
      settings: { graceSeconds: 15, pollHoldSecondsMax: 5 },
    });
    await eventually(async () => (await database().channel.count()) > 0);
    owner = await makePerson("owner", "owner");
    await makeApi("billing", "owner");
    await publishByToken(await makeToken(owner));
    opa = await startOpaOn(running);
    token = await accessToken(running.url, owner, "billing");
    await eventually(async () => (await ask()) === "permitted");
    // Written down once a second: an enforcer that acknowledged nothing yet would hold back nothing.
    await inForceEverywhere();
  }, 120_000);

  afterAll(async () => {
    await opa.stop();
    await running.stop();
    await closeDatabase();
  });

  test("by schedule, after a compromise, and for tokens: no decision fails", async () => {
    const asking = traffic(ask);
    for (const compromised of [false, true]) {
      const kid = await currentKid("bundle");
      await rotateKey(owner.ctx, { kid, reason: "rehearsal", compromised });
      await retired(kid);
      await inForceEverywhere();
    }
    const kid = await currentKid("token");
    await rotateKey(owner.ctx, { kid, reason: "rehearsal" });
    await eventually(async () => running.authority.signers()?.token.kid !== kid);
    token = await accessToken(running.url, owner, "billing");
    for (let attempt = 0; attempt < 10; attempt += 1) expect(await ask()).toBe("permitted");
    const { failed, asked } = await asking.end();
    expect(failed).toEqual([]);
    expect(asked).toBeGreaterThan(50);
  }, 180_000);
});
