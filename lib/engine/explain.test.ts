import { expect, test } from "vitest";
import { explainDecision, explainPolicy } from "./explain.ts";
import { compileDeployment } from "./compile-deployment.ts";
import { decide } from "./decide.ts";
import { fixtureInput } from "./fixtures/fixture-input.ts";
import { loadFixtures } from "./fixtures/load-fixtures.ts";
import { minimumPolicies } from "./minimum-policies.ts";
import { policyDocument } from "./policy-document.ts";

test("a permit is one plain sentence", () => {
  const document = policyDocument.parse({
    name: "finance-reads-invoices",
    effect: "permit",
    subjects: { roles: ["finance"] },
    resources: { apis: ["billing"], operations: ["getInvoice", "listInvoices"], access: "read" },
    when: [
      { mfa: { strength: "phishing-resistant", within: "8h" } },
      { device: { trust: "compliant" } },
    ],
  });
  expect(explainPolicy(document)).toBe(
    "Allow role finance to read billing (getInvoice, listInvoices) when a phishing-resistant sign-in is younger than 8 hours and the device is compliant and their own.",
  );
});

test("the minimums are valid and can be read", () => {
  expect(minimumPolicies.map((document) => explainPolicy(policyDocument.parse(document)))).toEqual([
    "Forbid everybody to use every API (internal or above) unless there is a verified access token.",
    "Forbid every user to use every API (confidential or above) unless a multi-factor sign-in is younger than 12 hours and the device is registered and their own.",
    "Forbid every user to use every API (restricted or above) unless a phishing-resistant sign-in is younger than 15 minutes and the device is compliant and their own.",
    "Forbid every workload to use every API (confidential or above) unless the access token is bound to the caller's key.",
  ]);
});

test("each kind of condition says what it wants", () => {
  const document = policyDocument.parse({
    name: "all-kinds",
    effect: "permit",
    mode: "shadow",
    subjects: { groups: ["a", "b"], users: ["ann"], kinds: ["user"] },
    resources: { apis: "all", methods: ["GET"], tags: ["x"] },
    when: [
      { subject: { kinds: ["user"] } },
      { network: { in: ["10.0.0.0/8"], notIn: ["10.1.0.0/16"] } },
      { country: { notIn: ["XX"] } },
      {
        schedule: {
          zone: "Europe/Berlin",
          days: ["mon", "tue", "wed"],
          from: "09:00",
          to: "17:00",
        },
      },
      { risk: { below: "high" } },
      { token: { scopes: ["r"], senderConstrained: true } },
      { attribute: { left: "subject.tenant", operator: "equals", right: "path.tenantId" } },
      { attribute: { left: "subject.team", operator: "in", right: ["a", "b"] } },
    ],
    rateLimit: { limit: 600, window: "1m", per: "subject" },
  });
  expect(explainPolicy(document)).toBe(
    "In shadow only: Allow groups a or b or user ann (only users) to use every API (by GET; tagged x) when " +
      "the caller is a known user and the address is in 10.0.0.0/8 and the address is not in 10.1.0.0/16 and " +
      "the country is not XX and it is Monday to Wednesday between 09:00 and 17:00 in Europe/Berlin and the risk is below high and " +
      'the access token has scope r, is bound to the caller\'s key and subject.tenant equals path.tenantId and subject.team is one of "a", "b", ' +
      "at most 600 times in 1 minute per subject.",
  );
});

const fixtures = loadFixtures();

test("every fixture's decision can be read, traces included", () => {
  for (const fixture of fixtures) {
    const decision = decide(
      compileDeployment(fixture.deployment),
      fixtureInput(fixture),
      fixture.now,
      { trace: true },
    );
    expect(explainDecision(decision)).toMatch(/^(allowed|challenged|denied), because [^{}[\]]+$/);
    for (const { conditions } of decision.trace ?? [])
      for (const { says, read } of conditions) {
        expect(says).not.toBe("");
        expect(read.length).toBeGreaterThan(0);
      }
  }
});

test("a challenge says what would be enough", () => {
  const fixture = fixtures.find(({ name }) => name.startsWith("two forbids make one challenge"));
  if (!fixture) throw new Error("no such fixture");
  const decision = decide(
    compileDeployment(fixture.deployment),
    fixtureInput(fixture),
    fixture.now,
  );
  expect(explainDecision(decision)).toBe(
    "challenged, because more proof is needed (confidential-needs-mfa, restricted-needs-passkey); " +
      "allowed with: sign in with a passkey within the last 15 minutes, use a compliant device of your own",
  );
});
