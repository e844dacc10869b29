import "#scripts/test-database.ts";
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleLimitsDefault } from "#lib/bundle/bundle-limits.ts";
import { packTar } from "#lib/bundle/pack-tar.ts";
import { unpackTar } from "#lib/bundle/unpack-tar.ts";
import { findOpa } from "#lib/bundle/testing/find-opa.ts";
import type { RunningOpa } from "#lib/bundle/testing/run-opa.ts";
import { systemContext } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { getEnforcer } from "#lib/enforcers/get-enforcer.ts";
import { suspendUser } from "#lib/identities/users/suspend-user.ts";
import type { ServedBundle } from "./bundle-store.ts";
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

/** Short enough to wait for its end, long enough for a machine that is busy with other tests. */
const leaseSeconds = 12;

const decision = z.looseObject({
  allow: z.boolean().optional(),
  reason: z.string().optional(),
  revisions: z.record(z.string(), z.unknown()).optional(),
});

async function bundleRow(name: string) {
  const { bundles } = await getEnforcer(systemContext("test"), { slug: "edge" });
  return bundles.find((bundle) => bundle.name === name);
}

describe.skipIf(findOpa() === null)("an unmodified OPA on this authority", () => {
  let running: RunningAuthority;
  let opa: RunningOpa | undefined;
  let ana: Person;
  let token: string;

  const ask = async () => {
    const answer = await askOpa(opa, token);
    return decision.parse(answer ?? {});
  };
  const reasonIs = (reason: string, timeoutMs?: number) =>
    eventually(async () => (await ask()).reason === reason, timeoutMs);

  beforeAll(async () => {
    // Held shortly: OPA reports its state only when a poll comes back. The grace is longer than a busy OPA needs
    // to put a bundle in force: before that nothing is demanded of it.
    const settings = { leaseSeconds, graceSeconds: 10, pollHoldSecondsMax: 5 };
    running = await startAuthority({ clock: true, settings });
    await eventually(async () => (await database().channel.count()) > 0);
    ana = await makePerson("ana");
    await makeApi("billing", "ana");
    await publishByToken(await makeToken(await makePerson("owner", "owner")));
    opa = await startOpaOn(running);
    token = await accessToken(running.url, ana, "billing");
  });

  afterAll(async () => {
    await opa?.stop();
    await closeDatabase();
  });

  test("puts the published release in force, decides by it, and its decisions arrive", async () => {
    await reasonIs("permitted", 40_000);
    expect(await ask()).toMatchObject({
      allow: true,
      subject: "ana",
      policies: ["billing-reading"],
    });
    const policy = await eventually(async () => {
      const row = await bundleRow("policy");
      return row?.lag === 0 ? row : null;
    });
    expect(policy.activeRevision).toBe((await ask()).revisions?.["policy"]);
    const row = await eventually(() =>
      database().decision.findFirst({ where: { subject: "ana" } }),
    );
    expect(row).toMatchObject({ outcome: "allow", api: "billing", enforcerSlug: "edge" });
    expect(JSON.stringify(row.facts)).not.toContain("eyJ");
  }, 60_000);

  test("goes on for longer than the lease while the authority runs", async () => {
    const end = Date.now() + (leaseSeconds + 2) * 1000;
    while (Date.now() < end) {
      expect((await ask()).reason).toBe("permitted");
      await new Promise((resolve) => {
        setTimeout(resolve, 200);
      });
    }
  });

  test("refuses a tampered and an unsigned bundle, keeps the last good one, and the fleet shows it", async () => {
    const { store } = running.authority;
    const good = store.current("production", "policy");
    if (!good) throw new Error("no policy");
    const tampered = gunzipSync(good.bytes);
    tampered[tampered.indexOf('"billing-reading"') + 1] = 0x42;
    const files = new Map(unpackTar(gunzipSync(good.bytes), bundleLimitsDefault));
    expect(files.delete(".signatures.json")).toBe(true);
    const unsigned = packTar(files);
    const offered = [
      { bytes: gzipSync(tampered), why: /digest|hash/i },
      { bytes: gzipSync(unsigned), why: /signature/i },
    ];
    for (const [at, { bytes, why }] of offered.entries()) {
      serve(good, good.number + 1 + at, bytes);
      const row = await eventually(async () => {
        const seen = await bundleRow("policy");
        return why.test(seen?.error?.message ?? "") ? seen : null;
      });
      expect(row.servedRevision).toBe(`${good.epoch}.${good.number + 1 + at}`);
      expect(row.activeRevision).toBe(`${good.epoch}.${good.number}`);
      expect((await ask()).reason).toBe("permitted");
    }
    // OPA has backed off by now, to 12 s at most.
    serve(good, good.number + 3, good.bytes);
    await eventually(async () => (await bundleRow("policy"))?.error === null, 40_000);
  }, 150_000);

  function serve(like: ServedBundle, number: number, bytes: Buffer): void {
    const tag = createHash("sha256").update(bytes).digest("base64url");
    running.authority.store.put([{ ...like, number, bytes, tag }]);
  }

  test("denies a suspended person while the lease goes on", async () => {
    await suspendUser((await makePerson("admin", "administrator")).ctx, {
      slug: "ana",
      reason: "left",
    });
    await reasonIs("subject-suspended");
    expect(await ask()).toMatchObject({ allow: false });
  });

  test("denies when the lease is over and nobody renews it", async () => {
    await running.stop();
    await reasonIs("lease-expired", (leaseSeconds + 30) * 1000);
    expect(await ask()).toMatchObject({ allow: false });
  });
});
