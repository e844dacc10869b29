import { expect, test } from "vitest";
import { compileDeployment } from "./compile-deployment.ts";
import { decide } from "./decide.ts";
import type { DecisionInput } from "./decision.ts";
import { fixtureInput } from "./fixtures/fixture-input.ts";
import { loadFixtures } from "./fixtures/load-fixtures.ts";

const operations = Array.from({ length: 40 }, (_, at) => `op${at}: GET /things${at}`);
const [fixture] = loadFixtures(`
base:
  now: 2026-03-02T09:00:00Z
  apis:
    billing: { hosts: [billing.example.com/], operations: { ${operations.join(", ")} } }
  directory:
    subjects:
      ann: {}
    devices:
      laptop:
        subject: ann
        posture: { firewall: { value: true, not_after: 2026-03-02T09:00:20Z } }
    thumbprints: { laptop-cert: laptop }
  signals:
    issuers: { local: { local: true, trusted_for_assurance: true } }
cases:
  - name: one caller, several times
    rules: [step 5]
    policies:
      - name: home
        effect: permit
        subjects: { authenticated: true }
        resources: { apis: all, operations: [op0] }
        when: [{ country: { in: [DE] } }]
      - name: signed-in
        effect: permit
        subjects: { authenticated: true }
        resources: { apis: all, operations: [op1] }
        when: [{ mfa: { within: 1h } }]
      - name: protected
        effect: permit
        subjects: { authenticated: true }
        resources: { apis: all, operations: [op2] }
        when: [{ device: { posture: { firewall: true } } }]
    request: GET billing.example.com /things0
    token: { sub: ann, acr: phr, auth_time: "+61s", cnf: { "x5t#S256": laptop-cert } }
    client: { address: 192.0.2.1, country: DE, certificate: laptop-cert }
    expect: { outcome: allow, reason: permitted }
`);
if (!fixture) throw new Error("there is one case");
const { deployment, now } = fixture;
const input = fixtureInput(fixture);

const asking = (target: string, country = "DE"): DecisionInput => ({
  ...input,
  request: { ...input.request, target },
  client: { ...input.client, country },
});

test("what the request can change is asked of each request", () => {
  const compiled = compileDeployment(deployment);
  const said = ["DE", "DE", "DE", "US", "DE", "US", "US", "DE"].map(
    (country) => decide(compiled, asking("/things0", country), now).outcome,
  );
  expect(said).toEqual(["allow", "allow", "allow", "deny", "allow", "deny", "deny", "allow"]);
});

test("a sign-in that lies ahead counts from the second on at which it may", () => {
  const compiled = compileDeployment(deployment);
  const at = (later: number) => decide(compiled, asking("/things1"), now + later).outcome;
  expect([0, 0, 0, 1].map(at)).toEqual(["challenge", "challenge", "challenge", "allow"]);
});

test("an answer holds no longer than the facts it was found with", () => {
  const compiled = compileDeployment(deployment);
  const at = (later: number) => decide(compiled, asking("/things2"), now + later);
  expect([0, 0, 5, 19].map((later) => at(later).valid_seconds)).toEqual([20, 20, 15, 1]);
  expect(at(20)).toMatchObject({ outcome: "challenge", valid_seconds: 0 });
});

test("whoever gets an answer can't change what the next one gets", () => {
  const compiled = compileDeployment(deployment);
  for (let time = 0; time < 4; time += 1) {
    const said = decide(compiled, asking("/things0", "US"), now);
    expect(said.outcome).toBe("deny");
    Object.assign(said, { outcome: "allow" });
  }
});

test("a caller who goes through many operations fills no memory", () => {
  const compiled = compileDeployment(deployment);
  for (let time = 0; time < 200; time += 1)
    for (const repeated of [0, 1]) decide(compiled, asking(`/things${time % 40}`), now + repeated);
  if (input.credential.state !== "verified") throw new Error("the token is verified");
  const answers = compiled.memory.callers.get(input.credential.claims)?.answers;
  expect(answers?.operations).toHaveLength(16);
  expect(answers?.standings).toHaveLength(16);
});

test("many callers fill no memory", () => {
  const compiled = compileDeployment(deployment);
  const { credential } = input;
  if (credential.state !== "verified") throw new Error("the token is verified");
  const callers = Array.from({ length: 33_000 }, () => ({ ...credential.claims }));
  for (const claims of callers)
    decide(compiled, { ...input, credential: { ...credential, claims } }, now);
  expect(compiled.memory.kept).toBe(33_000 - 32_768);
  const [first] = callers;
  expect(first && compiled.memory.callers.has(first)).toBe(false);
});
