import { expect, test } from "vitest";
import { compileDeployment } from "./compile-deployment.ts";
import { decide } from "./decide.ts";
import { fixtureInput } from "./fixtures/fixture-input.ts";
import { loadFixtures } from "./fixtures/load-fixtures.ts";

for (const fixture of loadFixtures()) {
  const { group, name, rules } = fixture;
  test(`${group}: ${name} (${rules.join(", ")})`, () => {
    const compiled = fixture.hasDocuments ? compileDeployment(fixture.deployment) : null;
    const now = fixture.clockReadable ? fixture.now : Number.NaN;
    const decision = decide(compiled, fixtureInput(fixture), now);
    expect(decision).toMatchObject(fixture.expect);
    expect(decide(compiled, fixtureInput(fixture), now, { trace: true })).toEqual({
      ...decision,
      trace: expect.toSatisfy((trace) => trace === null || Array.isArray(trace)),
    });
  });
}
