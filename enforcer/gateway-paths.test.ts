import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicaliseTarget } from "#lib/engine/canonicalise.ts";
import { loadFixtures } from "#lib/engine/fixtures/load-fixtures.ts";
import { targets } from "#lib/engine/testing/generate-target.ts";
import { gateways } from "./testing/gateways.ts";
import { type ListenedIn, listenIn } from "./testing/listen-in.ts";
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

/** GATEWAY_SEED repeats a run, GATEWAY_RUNS makes it longer. */
// Fixed unless asked otherwise, so that a failure is about the change at hand; other seeds find what is left.
const seed = Number(process.env["GATEWAY_SEED"] ?? 20_261_125);
const numRuns = Number(process.env["GATEWAY_RUNS"] ?? 200);

/** nginx forwards what it got where `proxy_pass` has no path, and what it made of it where it has one. */
const cases = [
  ...gateways.map((gateway) => ({ ...gateway, path: "" })),
  ...gateways
    .filter(({ name }) => name === "nginx")
    .map((gateway) => ({ ...gateway, name: "nginx whose proxy_pass has a path", path: "/base/" })),
];

describe(`behind a real gateway, GATEWAY_SEED=${seed}`, () => {
  const closing: (() => Promise<unknown>)[] = [];
  let upstream: RequestLines;
  let decided: ListenedIn;

  beforeAll(async () => {
    if (!open) throw new Error("there is one case");
    const time = createTestClock(open.now);
    const authority = await createTestAuthority(time.nowSeconds);
    const folder = await temporaryFolder();
    await authority.publish(open.deployment);
    const enforcer = await startTestEnforcer(authority, time.clock, folder.path);
    await until("three bundles", () => enforcer.source.inForce());
    upstream = await recordRequestLines();
    decided = await listenIn(enforcer.url);
    closing.push(decided.close, enforcer.stop, authority.close, upstream.close, folder.remove);
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  async function startGateway({ start, path }: (typeof cases)[number]): Promise<number> {
    const gateway = await start({
      enforcerUrl: decided.url,
      upstream: `${upstream.url}${path}`,
      serverName: "files.example.com",
    });
    closing.unshift(gateway.stop);
    return gateway.port;
  }

  test.for(cases)(
    "what arrives is what was decided: $name",
    { timeout: 120_000 },
    async (gateway, { skip }) => {
      if (gateway.isMissing) return skip();
      const port = await startGateway(gateway);
      let allowed = 0;
      await fc.assert(
        fc.asyncProperty(targets, async (target) => {
          upstream.targets.splice(0);
          decided.targets.splice(0);
          const { status } = await rawRequest(port, target, ["Host: files.example.com"]);
          expect(upstream.targets.length).toBe(status === 200 ? 1 : 0);
          if (status !== 200) return;
          allowed += 1;
          const [arrived = ""] = upstream.targets;
          expect(decided.targets.length).toBe(1);
          const [asked = ""] = decided.targets;
          const read = canonicaliseTarget(asked);
          if (!read.ok) throw new Error("allowed, though its form is refused");
          if (gateway.path === "") expect(arrived).toBe(asked);
          expect(readLoosely(arrived, gateway.path)).toEqual({
            segments: read.target.segments,
            trailingSlash: read.target.trailingSlash,
            query: asked.split("?").slice(1).join("?"),
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
