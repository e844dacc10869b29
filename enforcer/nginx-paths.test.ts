import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, startNginx } from "#e2e/programs.ts";
import { canonicaliseTarget } from "#lib/engine/canonicalise.ts";
import { loadFixtures } from "#lib/engine/fixtures/load-fixtures.ts";
import { targets } from "#lib/engine/testing/generate-target.ts";
import { nginxConfig } from "#lib/enforcers/nginx-config.ts";
import { findNginx } from "#scripts/find-programs.mjs";
import { rawRequest } from "./testing/raw-request.ts";
import { recordRequestLines, type RequestLines } from "./testing/request-lines.ts";
import {
  createTestClock,
  startTestEnforcer,
  temporaryFolder,
  until,
} from "./testing/start-test-enforcer.ts";
import { createTestAuthority } from "./testing/test-authority.ts";

/** Whatever has one meaning is allowed: what is refused here is refused for its form. */
const [open] = loadFixtures(`
base:
  now: 2026-03-02T09:00:00Z
  apis:
    files:
      hosts: [files.example.com/]
      sensitivity: public
      operations: { getRoot: GET /, getFile: "GET /{path+}" }
  directory: {}
  signals: { issuers: { local: { local: true } } }
cases:
  - name: everything is open
    rules: step 6
    policies:
      - { name: open, effect: permit, subjects: { everybody: true }, resources: { apis: all } }
    request: GET files.example.com /
    expect: { outcome: allow, reason: permitted }
`);

/** NGINX_SEED repeats a run, NGINX_RUNS makes it longer. */
// Fixed unless asked otherwise, so that a failure is about the change at hand; other seeds find what is left.
const seed = Number(process.env["NGINX_SEED"] ?? 20_261_125);
const numRuns = Number(process.env["NGINX_RUNS"] ?? 200);
const closing: (() => Promise<unknown>)[] = [];

/** The two forms of `proxy_pass`: without a path nginx forwards what it got, with one what it made of it. */
const forms = { "without a path": "", "with a path": "/base/" } as const;

describe.skipIf(findNginx() === undefined)(`behind a real nginx, NGINX_SEED=${seed}`, () => {
  let upstream: RequestLines;
  let enforcerUrl = "";

  beforeAll(async () => {
    if (!open) throw new Error("there is one case");
    const time = createTestClock(open.now);
    const authority = await createTestAuthority(time.nowSeconds);
    const folder = await temporaryFolder();
    await authority.publish(open.deployment);
    const enforcer = await startTestEnforcer(authority, time.clock, folder.path);
    await until("three bundles", () => enforcer.source.inForce());
    upstream = await recordRequestLines();
    enforcerUrl = enforcer.url;
    closing.push(enforcer.stop, authority.close, upstream.close, folder.remove);
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  async function startGateway(path: string): Promise<number> {
    const port = await freePort();
    const nginx = await startNginx(
      nginxConfig({
        enforcerUrl,
        upstream: `${upstream.url}${path}`,
        serverName: "files.example.com",
        listen: `127.0.0.1:${port}`,
      }),
      port,
    );
    closing.unshift(nginx.stop);
    return port;
  }

  test.each(Object.entries(forms))(
    "what arrives is what was decided, with proxy_pass %s",
    { timeout: 120_000 },
    async (_name, path) => {
      const port = await startGateway(path);
      let allowed = 0;
      await fc.assert(
        fc.asyncProperty(targets, async (target) => {
          upstream.targets.splice(0);
          const { status } = await rawRequest(port, target, ["Host: files.example.com"]);
          expect(upstream.targets.length).toBe(status === 200 ? 1 : 0);
          if (status !== 200) return;
          allowed += 1;
          const [arrived = ""] = upstream.targets;
          const decided = canonicaliseTarget(target);
          if (!decided.ok) throw new Error("allowed, though its form is refused");
          if (path === "") expect(arrived).toBe(target);
          expect(readLoosely(arrived, path)).toEqual({
            segments: decided.target.segments,
            trailingSlash: decided.target.trailingSlash,
            query: target.split("?").slice(1).join("?"),
          });
        }),
        { seed, numRuns },
      );
      expect(allowed).toBeGreaterThan(20);
    },
  );
});

/** As an API would, that decodes each segment once. */
function readLoosely(target: string, base: string) {
  const [path = "", ...query] = target.split("?");
  const parts = path.slice(Math.max(base.length, 1)).split("/");
  const trailingSlash = parts.at(-1) === "";
  const segments = (trailingSlash ? parts.slice(0, -1) : parts).map(decodeURIComponent);
  return { segments, trailingSlash, query: query.join("?") };
}
