import { describe, expect, test } from "vitest";
import { readPolicySource } from "./read-policy-source.ts";
import { applyRepair } from "./repair.ts";

const policy = `name: readers
effect: permit
subjects: {roles: [finance]}
resources: {apis: [ledger]}
`;

/** Everything that is proposed for a text, first of all what the first repair makes of it. */
function repaired(text: string): string {
  const [first] = readPolicySource(text).diagnostics.flatMap(({ repairs }) => repairs);
  return first ? applyRepair(text, first) : text;
}

describe("the first repair of a slip", () => {
  test.each([
    ["a wrong key", "effect:", "efect:"],
    ["a wrong key deep inside", "roles:", "rolse:"],
    ["a wrong value", "permit", "permitt"],
    ["a name that is no slug", "name: readers", "name: Readers!"],
    ["one name in place of a list", "apis: [ledger]", "apis: ledger"],
    ["a name twice", "roles: [finance]", "roles: [finance, finance]"],
    ["a list that is not closed", "roles: [finance]}", "roles: [finance}"],
    ["no space behind a colon", "effect: permit", "effect:permit"],
  ])("%s is undone", (_what, right, wrong) => {
    const text = policy.replace(right, wrong);
    expect(readPolicySource(text).document).toBeNull();
    expect(repaired(text).replaceAll(" ", "")).toBe(policy.replaceAll(" ", ""));
  });

  test.each([
    ["mfa: {within: 8 hours}", "mfa: {within: 8h}"],
    ["mfa: {within: 1w}", "mfa: {within: 7d}"],
    ["mfa: {within: 90}", "mfa: {within: 90m}"],
    ["mfaa: {}", "mfa: {}"],
    ["mfa: {strength: phishing}", "mfa: {strength: phishing-resistant}"],
    ["network: {in: [10.1.2.3/8]}", "network: {in: [10.0.0.0/8]}"],
    ["network: {in: [10.1.2.3]}", "network: {in: [10.1.2.3/32]}"],
    ["country: {in: [de]}", "country: {in: [DE]}"],
    ["schedule: {zone: Berlin, days: [mon]}", "schedule: {zone: Europe/Berlin, days: [mon]}"],
    ["schedule: {zone: UTC, days: [monday]}", "schedule: {zone: UTC, days: [mon]}"],
    [
      "schedule: {zone: UTC, from: 8:00, to: '18:00'}",
      "schedule: {zone: UTC, from: 08:00, to: '18:00'}",
    ],
    ["device: {owned: yes}", "device: {owned: true}"],
    ["token: {scopes: [7]}", 'token: {scopes: ["7"]}'],
    [
      "attribute: {left: subject.tenant, operator: equal, right: x}",
      "attribute: {left: subject.tenant, operator: equals, right: x}",
    ],
  ])("%s becomes %s", (wrong, right) => {
    const text = `${policy}when:\n  - ${wrong} # why\n`;
    expect(repaired(text)).toBe(`${policy}when:\n  - ${right} # why\n`);
    expect(readPolicySource(repaired(text)).diagnostics).toEqual([]);
  });

  test.each([
    ["reason: Finance: reads", 'reason: "Finance: reads"'],
    ["reason: @finance # x", 'reason: "@finance" # x'],
    ["reason: *.example.com", 'reason: "*.example.com"'],
    ["reason: 'open", "reason: 'open'"],
    ["reason: 7", 'reason: "7"'],
    ["reason: a\nreason: b", "reason: a"],
    ["rateLimit: {limit: '5', window: 1m}", "rateLimit: {limit: 5, window: 1m}"],
    ["rateLimit:\n\tlimit: 5\n  window: 1m", "rateLimit:\n  limit: 5\n  window: 1m"],
  ])("%j becomes %j", (wrong, right) => {
    expect(repaired(`${policy}${wrong}\n`)).toBe(`${policy}${right}\n`);
    expect(readPolicySource(repaired(`${policy}${wrong}\n`)).diagnostics).toEqual([]);
  });

  test("a missing effect is proposed both ways, and never to open an API to all", () => {
    const text = policy.replace("effect: permit\n", "");
    const [missing] = readPolicySource(text).diagnostics;
    expect(missing?.message).toBe("“effect” is missing.");
    expect(missing?.repairs.map((repair) => applyRepair(text, repair))).toEqual([
      policy,
      policy.replace("permit", "forbid"),
    ]);
    const bare = policy.replace("resources: {apis: [ledger]}\n", "");
    expect(readPolicySource(bare).diagnostics.flatMap(({ repairs }) => repairs)).toEqual([]);
  });
});
