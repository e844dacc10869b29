import { expect, test } from "vitest";
import { conditions } from "#lib/engine/conditions/conditions.ts";
import { policyCondition } from "#lib/engine/policy-condition.ts";
import { conditionKinds } from "./condition-kinds.ts";

test("the form has a fieldset for every kind of condition that the engine knows, and no other", () => {
  expect(Object.keys(conditionKinds).toSorted()).toEqual(Object.keys(conditions).toSorted());
});

test.each(Object.entries(conditionKinds))("a new %s condition begins valid", (kind, { begins }) => {
  expect(policyCondition.safeParse({ [kind]: begins }).error?.issues).toBeUndefined();
});
