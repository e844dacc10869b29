import { describe, expect, test } from "vitest";
import { editSource, readDocument } from "./edit-source.ts";
import { readPolicySource } from "./read-policy-source.ts";

const source = `# Asked for by the auditors, 2026.
name: finance-reads # never rename

# Who
effect: permit
subjects:
  roles: [finance, audit] # both teams
  groups:
    - europe # since the merger
    - asia
resources: {apis: [ledger], access: read}
when:
  # phishing is their main worry
  - mfa: {strength: phishing-resistant, within: 8h}
  - device: {trust: compliant}
reason: "Finance: reads" # shown
`;

describe("an edit in the form", () => {
  test("changes one value and leaves every comment, and everything else, as it stands", () => {
    expect(editSource(source, ["when", 0, "mfa", "within"], "1h")).toBe(
      source.replace("within: 8h", "within: 1h"),
    );
    expect(editSource(source, ["effect"], "forbid")).toBe(
      source.replace("effect: permit", "effect: forbid"),
    );
    expect(editSource(source, ["resources", "access"], "write")).toBe(
      source.replace("access: read", "access: write"),
    );
  });

  test("leaves the lines it does not touch in their author's style, also where styles are mixed", () => {
    const mixed = `name: mixed
effect: permit
subjects:
  roles: [finance]
resources:
  apis: [ledger]   # the only one
when:
  - mfa: { strength: any, within: 8h }
`;
    expect(editSource(mixed, ["description"], "New")).toBe(
      mixed.replace("effect:", "description: New\neffect:"),
    );
    expect(editSource(mixed, ["when", 0, "mfa", "within"], "1h")).toBe(
      mixed.replace("within: 8h", "within: 1h"),
    );
    expect(editSource(mixed, ["when"], undefined)).toBe(mixed.slice(0, mixed.indexOf("when:")));
  });

  test("that sets what is there already changes nothing", () => {
    expect(editSource(source, ["subjects", "roles"], ["finance", "audit"])).toBe(source);
    expect(editSource(source, ["resources", "apis"], ["ledger"])).toBe(source);
  });

  test("of a list keeps the comments of the items that stay", () => {
    const after = editSource(source, ["subjects", "groups"], ["europe", "africa"]);
    expect(after).toBe(source.replace("    - asia", "    - africa"));
  });

  test("adds keys in the usual order, and conditions at the end", () => {
    const shadow = editSource(source, ["mode"], "shadow");
    expect(shadow).toContain("effect: permit\nmode: shadow\nsubjects:");
    const limited = editSource(source, ["rateLimit"], { limit: 5, window: "1m" });
    expect(limited.indexOf("rateLimit:")).toBeLessThan(limited.indexOf("reason:"));
    const more = editSource(source, ["when", 2], { network: { in: ["10.0.0.0/8"] } });
    expect(readPolicySource(more).document?.when).toHaveLength(3);
    expect(more).toContain("# phishing is their main worry");
  });

  test("removes with nothing left behind: an empty list is an absent key", () => {
    const none = editSource(editSource(source, ["when", 1], undefined), ["when", 0], undefined);
    expect(none).not.toContain("when:");
    expect(editSource(source, ["subjects", "groups"], [])).not.toContain("groups");
    expect(editSource(source, ["when", 0, "mfa", "within"], undefined)).toContain(
      "mfa: {strength: phishing-resistant}",
    );
  });

  test("may leave a condition without members: that is a condition too", () => {
    const bare = editSource(
      editSource(source, ["when", 1], { token: { senderConstrained: true } }),
      ["when", 1, "token", "senderConstrained"],
      undefined,
    );
    expect(readDocument(bare)).toMatchObject({ when: [{}, { token: {} }] });
    expect(readPolicySource(bare).diagnostics).toEqual([]);
  });

  test("begins from nothing, and fills what stands empty", () => {
    expect(readDocument(editSource("", ["subjects", "roles"], ["a"]))).toEqual({
      subjects: { roles: ["a"] },
    });
    expect(readDocument(editSource("# only a comment\n", ["name"], "x"))).toEqual({ name: "x" });
    for (const nothing of ["~", "null", "---\n", "!!null x"])
      expect(() => editSource(nothing, ["name"], "x")).not.toThrow();
    expect(readDocument(editSource("~", ["name"], "x"))).toEqual({ name: "x" });
    expect(readDocument(editSource("name: x\nsubjects:\n", ["subjects", "roles"], ["a"]))).toEqual({
      name: "x",
      subjects: { roles: ["a"] },
    });
  });

  test("keeps types apart: text that looks like a number stays text", () => {
    const after = editSource(source, ["reason"], "42");
    expect(readDocument(after)).toMatchObject({ reason: "42" });
    expect(readDocument(editSource("a: 'x' # c\n", ["a"], true))).toEqual({ a: true });
  });

  test("of a text that nests without end does nothing, and the process lives on", () => {
    for (const piece of ["{", "[", "- ", "? "]) {
      const text = `a: ${piece.repeat(100_000 / piece.length - 2)}`;
      expect(editSource(text, ["name"], "x")).toBe(text);
      expect(readDocument(text)).toBeNull();
      expect(readPolicySource(text).diagnostics).toMatchObject([
        { message: expect.stringContaining("nested more than 32 levels") },
      ]);
    }
  });

  test("of a text with an alias to nothing does nothing", () => {
    const text = "name: x\nsubjects: {roles: [*gone]}\n";
    expect(editSource(text, ["name"], "y")).toBe(text);
  });

  test("of a text that is no YAML does nothing", () => {
    expect(editSource("name: [", ["name"], "x")).toBe("name: [");
    expect(editSource("- a list", ["name"], "x")).toBe("- a list");
  });
});
