import "#scripts/test-database.ts";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "#enforcer/clock.ts";
import { startTestEnforcer, type TestEnforcer } from "#enforcer/testing/start-test-enforcer.ts";
import { findOpa } from "#lib/bundle/testing/find-opa.ts";
import type { RunningOpa } from "#lib/bundle/testing/run-opa.ts";
import { getCanary } from "#lib/canaries/get-canary.ts";
import { systemContext, type Context } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { compareRevisions, parseRevision } from "#lib/enforcers/parse-revision.ts";
import { setPolicyMode } from "#lib/policies/set-policy-mode.ts";
import { getReleaseStatus } from "#lib/releases/get-release-status.ts";
import { publishRelease } from "#lib/releases/publish-release.ts";
import {
  connectEnforcer,
  eventually,
  startAuthority,
  testRootKey,
  type RunningAuthority,
} from "./testing.ts";
import { startOpaOn } from "./testing-opa.ts";
import { accessToken, makeApi, makePerson, makeToken, publishByToken } from "./testing-world.ts";

const decision = z.looseObject({
  allow: z.boolean().optional(),
  reason: z.string().optional(),
  revisions: z.looseObject({ policy: z.string().optional() }).optional(),
});
type Decision = z.output<typeof decision>;

const names = ["edge", "ours"] as const;

describe.skipIf(findOpa() === null)("an unmodified OPA and our enforcer in one channel", () => {
  let running: RunningAuthority;
  let opa: RunningOpa | undefined;
  let ours: TestEnforcer | undefined;
  let publisher: Context;
  let token: string;

  const ask = async (name: (typeof names)[number]): Promise<Decision> => {
    const url = name === "edge" ? opa?.url : ours?.url;
    const headers = { authorization: `Bearer ${token}` };
    const request = { method: "GET", host: "billing.example.com", target: "/invoices", headers };
    const response = await fetch(`${url}/v1/data/sallyport/authz`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ input: { request } }),
    });
    return decision.parse(
      z.looseObject({ result: z.unknown() }).parse(await response.json()).result ?? {},
    );
  };

  beforeAll(async () => {
    running = await startAuthority({
      clock: true,
      settings: { pollHoldSecondsMax: 5, canaryLookMs: 300, lookMs: 300, graceSeconds: 2 },
    });
    await eventually(async () => (await database().channel.count()) > 0);
    const ana = await makePerson("ana");
    await makeApi("billing", "ana");
    publisher = await makeToken(await makePerson("owner", "owner"));
    await publishByToken(publisher);
    opa = await startOpaOn(running);
    const credential = await connectEnforcer("ours");
    await eventually(async () => running.authority.book.find(credential) !== null);
    ours = await startTestEnforcer(
      { url: `${running.url}/opa/v1`, rootPem: testRootKey().publicPem },
      systemClock,
      mkdtempSync(join(tmpdir(), "sallyport-canary-")),
      { name: "ours", readToken: () => credential },
    );
    token = await accessToken(running.url, ana, "billing");
    for (const name of names)
      await eventually(async () => (await ask(name)).allow === true, 60_000);
    await eventually(async () => {
      const rows = await database().enforcer.findMany();
      return rows.every(({ labels }) => JSON.stringify(labels).includes("enforcer"));
    }, 60_000);
  }, 150_000);

  afterAll(async () => {
    await ours?.stop();
    await opa?.stop();
    await running.stop();
    await closeDatabase();
  });

  test.each(names)(
    "denials that jump in the canary, on %s, halt it under traffic, and nobody else is ever denied",
    async (tried) => {
      const control = tried === "edge" ? "ours" : "edge";
      const seen: Record<string, Decision[]> = { edge: [], ours: [] };
      const traffic = new AbortController();
      const loads = names.map(async (name) => {
        while (!traffic.signal.aborted) {
          seen[name]?.push(await ask(name));
          await sleep(15);
        }
      });
      // The mistake: nothing permits what everybody calls.
      await setPolicyMode(systemContext("test"), { name: "billing-reading", mode: "off" });
      const { baseNumber } = await getReleaseStatus(publisher, {});
      const canary = {
        enforcers: { by: "label", key: "enforcer", value: tried },
        minutes: 30,
      } as const;
      const { number } = await publishRelease(publisher, { message: "oops", baseNumber, canary });
      const view = await eventually(async () => {
        const now = await getCanary(publisher, { number });
        return now.state === "halted" ? now : null;
      }, 60_000);
      expect(view.endedBecause).toMatch(/^Denials jumped in the canary: \d+ % of \d+ decisions/);
      await eventually(async () => (await ask(tried)).allow === true);
      await sleep(500);
      traffic.abort();
      await Promise.all(loads);
      expect(new Set(seen[control]?.map(({ reason }) => reason))).toEqual(new Set(["permitted"]));
      expect(new Set(seen[tried]?.map(({ reason }) => reason))).toEqual(
        new Set(["permitted", "no-permit"]),
      );
      for (const name of names) expect(isRising(seen[name] ?? [])).toBe(true);
      // Both end at the same revision; an OPA between two polls a little later.
      await eventually(async () => {
        const [one, other] = [await ask(control), await ask(tried)];
        return one.revisions?.policy === other.revisions?.policy;
      });
      await setPolicyMode(systemContext("test"), { name: "billing-reading", mode: "enforce" });
    },
    120_000,
  );
});

function isRising(decisions: readonly Decision[]): boolean {
  const revisions = decisions.map(({ revisions: all }) => parseRevision(all?.policy));
  return revisions.every((revision, at) => {
    const before = at === 0 ? revision : revisions[at - 1];
    return revision && before && compareRevisions(revision, before) >= 0;
  });
}
