import { expect, test } from "vitest";
import { compileDeployment } from "./compile-deployment.ts";
import { decide } from "./decide.ts";
import { fixtureInput } from "./fixtures/fixture-input.ts";
import { loadFixtures } from "./fixtures/load-fixtures.ts";

for (const fixture of loadFixtures()) {
  test(`rule ${fixture.rule}: ${fixture.name}`, () => {
    const compiled = compileDeployment(fixture.deployment);
    const decision = decide(compiled, fixtureInput(fixture), fixture.now);
    expect(decision).toMatchObject(fixture.expect);
    expect(decide(compiled, fixtureInput(fixture), fixture.now, { trace: true })).toEqual({
      ...decision,
      trace: expect.toSatisfy((trace) => trace === null || Array.isArray(trace)),
    });
  });
}
