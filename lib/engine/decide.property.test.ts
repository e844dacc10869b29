import fc from "fast-check";
import { expect, test } from "vitest";
import { compileDeployment } from "./compile-deployment.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import type { Fixture } from "./fixtures/fixture.ts";
import { fixtureInput } from "./fixtures/fixture-input.ts";
import { loadFixtures } from "./fixtures/load-fixtures.ts";
import { indexRelease } from "./index-release.ts";
import { policyDocument, type PolicyDocument } from "./policy-document.ts";

const fixtures = loadFixtures();
const situation = fc.constantFrom(...fixtures);

const condition = fc.constantFrom<NonNullable<PolicyDocument["when"]>[number]>(
  { subject: { kinds: ["user"] } },
  { mfa: { within: "1h" } },
  { mfa: { strength: "phishing-resistant" } },
  { device: {} },
  { device: { trust: "compliant", owned: false, posture: { firewall: true } } },
  { network: { in: ["192.0.2.0/24"] } },
  { country: { notIn: ["DE"] } },
  { schedule: { zone: "Europe/Berlin", from: "08:00", to: "18:00" } },
  { risk: { below: "medium" } },
  { token: {} },
  { token: { senderConstrained: true, scopes: ["billing"] } },
  { attribute: { left: "subject.department", operator: "not-equals", right: "finance" } },
  { attribute: { left: "subject.level", operator: "exists" } },
);
const conditions = fc.array(condition, { maxLength: 2 });
const subjects = fc.constantFrom<NonNullable<PolicyDocument["subjects"]>>(
  { everybody: true },
  { authenticated: true },
  { groups: ["finance"] },
  { roles: ["invoice-reader"] },
  { users: ["ann"], kinds: ["user"] },
  { everybody: true, kinds: ["workload", "anonymous"] },
);
const resources = fc.constantFrom<NonNullable<PolicyDocument["resources"]>>(
  { apis: "all" },
  { apis: ["billing"], access: "read" },
  { apis: "all", sensitivity: { atLeast: "internal" } },
);
const base = { name: fc.uuid(), subjects, resources, when: conditions };
const permit = fc.record({ effect: fc.constant("permit" as const), ...base });
const forbid = fc.record({ effect: fc.constant("forbid" as const), ...base, unless: conditions });
const policies = fc.array(fc.oneof(permit, forbid), { maxLength: 6 });

function decideWith(fixture: Fixture, documents: readonly PolicyDocument[]): Decision {
  const { policy: old } = fixture.deployment;
  const policy = indexRelease(
    { apis: fixture.content.apis, policies: documents.map((one) => policyDocument.parse(one)) },
    { ...old, atLeast: old.at_least },
  );
  return decide(
    compileDeployment({ ...fixture.deployment, policy }),
    fixtureInput(fixture),
    fixture.now,
  );
}

/** What policies can answer for: preflights and observed APIs pass without any. */
function isPermitted({ reason }: Decision): boolean {
  return reason === "permitted";
}

test("without a permit nothing is permitted", () => {
  fc.assert(
    fc.property(situation, fc.array(forbid, { maxLength: 4 }), (fixture, documents) => {
      expect(isPermitted(decideWith(fixture, documents))).toBe(false);
    }),
  );
});

test("one more forbid never permits", () => {
  fc.assert(
    fc.property(situation, policies, forbid, (fixture, documents, more) => {
      const before = decideWith(fixture, documents);
      const after = decideWith(fixture, [...documents, more]);
      expect(isPermitted(after) && !isPermitted(before)).toBe(false);
    }),
  );
});

test("one more permit never takes a permission away", () => {
  fc.assert(
    fc.property(situation, policies, permit, (fixture, documents, more) => {
      const before = decideWith(fixture, documents);
      const after = decideWith(fixture, [...documents, more]);
      expect(isPermitted(before) && !isPermitted(after)).toBe(false);
    }),
  );
});

test("the order of policies never matters", () => {
  fc.assert(
    fc.property(situation, policies, (fixture, documents) => {
      expect(decideWith(fixture, documents.toReversed())).toEqual(decideWith(fixture, documents));
    }),
  );
});

test("not knowing address and country never helps", () => {
  fc.assert(
    fc.property(
      situation,
      policies,
      fc.ipV4(),
      fc.constantFrom("DE", "FR"),
      (fixture, documents, address, country) => {
        const known = { ...fixture, client: { ...fixture.client, address, country } };
        const unknown = { ...fixture, client: { ...fixture.client, address: null, country: null } };
        const helped =
          isPermitted(decideWith(unknown, documents)) && !isPermitted(decideWith(known, documents));
        expect(helped).toBe(false);
      },
    ),
  );
});

test("a challenge never asks for nothing, and a denial or permission asks for nothing", () => {
  fc.assert(
    fc.property(situation, policies, (fixture, documents) => {
      const { outcome, challenge } = decideWith(fixture, documents);
      expect(challenge !== null).toBe(outcome === "challenge");
      if (challenge)
        expect(
          challenge.authenticate || challenge.mfa || challenge.device || challenge.token,
        ).toBeTruthy();
    }),
  );
});

test("a decision is the same every time", () => {
  fc.assert(
    fc.property(situation, policies, (fixture, documents) => {
      expect(decideWith(fixture, documents)).toEqual(decideWith(fixture, documents));
    }),
  );
});

test("no input makes it throw", () => {
  const fixture = fixtures[0];
  const compiled = fixture ? compileDeployment(fixture.deployment) : null;
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.double(), (request, credential, now) => {
      const input = { request, client: { address: null, country: null }, credential } as never;
      expect(decide(compiled, input, now).outcome).toBe("deny");
    }),
  );
});

test("an enforcer without documents is not ready", () => {
  const [fixture] = fixtures;
  if (!fixture) throw new Error("no fixtures");
  expect(decide(null, fixtureInput(fixture), fixture.now)).toMatchObject({
    outcome: "deny",
    reason: "not-ready",
  });
});
