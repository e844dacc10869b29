import "#scripts/test-database.ts";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "#lib/db/client.ts";
import { forgetEnvironment } from "#lib/env.ts";
import { connectEnforcer, freePort, startAuthority, type RunningAuthority } from "./testing.ts";

/** The disk that both starts of the authority have. */
const dataDir = mkdtempSync(join(tmpdir(), "sallyport-disk-"));
let running: RunningAuthority;
let credential: string;
const tags = new Map<string, string>();
const paths = ["discovery", "bundles/policy", "bundles/directory", "bundles/signals"];

const poll = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${running.url}/opa/v1/${path}`, {
    headers: { authorization: `Bearer ${credential}`, ...headers },
  });

async function expectServed(): Promise<void> {
  for (const path of paths) {
    const response = await poll(path);
    expect([path, response.status]).toEqual([path, 200]);
    const tag = tags.get(path) ?? response.headers.get("etag") ?? "";
    expect(response.headers.get("etag")).toBe(tag);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
    expect((await poll(path, { "if-none-match": tag })).status).toBe(304);
    tags.set(path, tag);
  }
}

/** Where nobody listens. */
async function loseDatabase(): Promise<void> {
  await closeDatabase();
  process.env["DATABASE_URL"] = `postgres://nobody:x@127.0.0.1:${await freePort()}/none`;
  forgetEnvironment();
}

beforeAll(async () => {
  running = await startAuthority({ settings: { dataDir } });
  await running.pass();
  credential = await connectEnforcer("edge");
  await running.pass();
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

test("bundles are served from memory after Postgres went away; logs are asked for again", async () => {
  await expectServed();
  await loseDatabase();
  await expect(running.pass()).rejects.toThrow(/reach|connect/i);
  await expectServed();
  const logs = await fetch(`${running.url}/opa/v1/logs`, {
    method: "POST",
    headers: { authorization: `Bearer ${credential}` },
    body: JSON.stringify([{ decision_id: "1", timestamp: new Date().toISOString() }]),
  });
  expect(logs.status).toBe(503);
  const token = await fetch(`${running.url}/oauth/token`, { method: "POST" });
  expect(token.status).toBe(400);
});

test("bundles are served from disk by an authority that started without Postgres", async () => {
  await running.stop();
  running = await startAuthority({ clock: true, fromDisk: true, settings: { dataDir } });
  await expectServed();
  expect((await fetch(`${running.url}/ready`)).status).toBe(200);
  expect((await fetch(`${running.url}/health`)).status).toBe(200);
  const parked = poll("bundles/policy", {
    prefer: "wait=1",
    "if-none-match": tags.get("bundles/policy") ?? "",
  });
  expect((await parked).status).toBe(304);
  const stranger = await poll("bundles/policy", { authorization: `Bearer spe_${"a".repeat(43)}` });
  expect(stranger.status).toBe(401);
});

test("a damaged copy on disk is not served", async () => {
  await running.stop();
  const folder = join(dataDir, "authority");
  for (const file of readdirSync(folder))
    if (file.endsWith(".tar.gz")) writeFileSync(join(folder, file), "rubbish");
  running = await startAuthority({ fromDisk: true, settings: { dataDir } });
  for (const path of paths) expect((await poll(path)).status).toBe(503);
  expect((await fetch(`${running.url}/ready`)).status).toBe(503);
});
