import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { compileDeployment } from "./compile-deployment.ts";
import { decide } from "./decide.ts";
import type { Deployment } from "./deployment.ts";
import { fixtureInput } from "./fixtures/fixture-input.ts";
import { loadFixtures } from "./fixtures/load-fixtures.ts";

const [fixture] = loadFixtures(`
base:
  now: 2026-03-02T09:00:00Z
  apis:
    billing: { hosts: [billing.example.com/], operations: { list: GET /invoices } }
    ledger: { hosts: [ledger.example.com/], operations: { list: GET /invoices } }
  directory:
    subjects:
      ann: { grants: [{ role: finance, not_after: 2026-03-02T09:00:30Z }] }
  signals:
    issuers: { local: { local: true } }
cases:
  - name: one caller, several times
    rules: [step 4]
    policies:
      - name: finance-reads
        effect: permit
        subjects: { roles: [finance] }
        resources: { apis: all }
    request: GET billing.example.com /invoices
    token: { sub: ann }
    expect: { outcome: allow, reason: permitted }
`);
if (!fixture) throw new Error("there is one case");
const { deployment, now } = fixture;
const input = fixtureInput(fixture);
const asked = (documents: Deployment, at: number, of = input) =>
  decide(compileDeployment(documents), of, at).reason;

test("a caller who was found out before is found out again when signals change", () => {
  const compiled = compileDeployment(deployment);
  expect(decide(compiled, input, now).reason).toBe("permitted");
  const signals = { ...deployment.signals, sessions: { "session-1": { revoked_at: now } } };
  expect(asked({ ...deployment, signals }, now)).toBe("session-revoked");
  expect(decide(compiled, input, now).reason).toBe("permitted");
});

test("nothing that ends is remembered past its end, nor before it was found out", () => {
  const compiled = compileDeployment(deployment);
  expect(decide(compiled, input, now).reason).toBe("permitted");
  expect(decide(compiled, input, now + 29).reason).toBe("permitted");
  expect(decide(compiled, input, now + 30).reason).toBe("no-permit");
  expect(decide(compiled, input, now + 700).reason).toBe("invalid-token");
  expect(decide(compiled, input, now).reason).toBe("permitted");
});

test("an answer about a remembered caller is good for no longer than the caller is", () => {
  const compiled = compileDeployment(deployment);
  const validAt = (at: number) => decide(compiled, input, at).valid_seconds;
  expect([0, 10, 29].map((step) => validAt(now + step))).toEqual([30, 20, 1]);
});

test("a remembered token opens no API it is not for, and proves nothing it did not prove", () => {
  const compiled = compileDeployment(deployment);
  expect(decide(compiled, input, now).reason).toBe("permitted");
  const elsewhere = { ...input, request: { ...input.request, host: "ledger.example.com" } };
  expect(decide(compiled, elsewhere, now)).toMatchObject({
    reason: "invalid-token",
    detail: "aud",
  });
  if (input.credential.state !== "verified") throw new Error("the token is verified");
  const asDpop = { ...input, credential: { ...input.credential, scheme: "DPoP" as const } };
  expect(decide(compiled, asDpop, now)).toMatchObject({ detail: "scheme" });
});

test("a token that is still held keeps no documents that were replaced", async () => {
  const replaced = decideOnCopy();
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  const isGone = () => {
    if (typeof collect === "function") collect();
    return replaced.deref() === undefined;
  };
  await expect.poll(isGone, { timeout: 5000 }).toBe(true);
  expect(asked(deployment, now)).toBe("permitted");
});

/** Apart, so that nothing of it stays on the stack. */
function decideOnCopy(): WeakRef<Deployment> {
  const copy = structuredClone(deployment);
  expect(asked(copy, now)).toBe("permitted");
  return new WeakRef(copy);
}
