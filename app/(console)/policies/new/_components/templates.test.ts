import { expect, test } from "vitest";
import { readPolicySource } from "#lib/policies/source/read-policy-source.ts";
import { templates } from "./templates.ts";

test.each(templates)("“$label” is a policy once its role is named", ({ source }) => {
  const text = source("billing").replace("roles: []", "roles: [finance]");
  expect(readPolicySource(text)).toMatchObject({
    diagnostics: [],
    document: { resources: { apis: ["billing"] } },
  });
});
