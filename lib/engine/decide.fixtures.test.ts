import { expect, test } from "vitest";
import { compileDeployment } from "./compile-deployment.ts";
import { decide } from "./decide.ts";
import { fixtureInput } from "./fixtures/fixture-input.ts";
import { loadFixtures } from "./fixtures/load-fixtures.ts";
import { decideNaively } from "./reference/decide-naively.ts";

const fixtures = loadFixtures();

for (const fixture of fixtures) {
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

const decidable = fixtures.filter((fixture) => fixture.hasDocuments && fixture.clockReadable);

test.each(decidable.map((fixture) => [fixture.group, fixture.name, fixture] as const))(
  "the reference, %s: %s",
  (_group, _name, fixture) => {
    const { policy, ...facts } = fixture.deployment;
    const world = {
      ...facts,
      content: fixture.content,
      revision: policy.revision,
      directoryAtLeast: policy.at_least.directory,
      remembersProofs: true,
    };
    expect(decideNaively(world, fixtureInput(fixture), fixture.now)).toMatchObject(fixture.expect);
  },
);
