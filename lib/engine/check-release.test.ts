import { expect, test } from "vitest";
import { checkRelease } from "./check-release.ts";
import { loadFixtures } from "./fixtures/load-fixtures.ts";
import { indexRelease } from "./index-release.ts";
import { policyDocument } from "./policy-document.ts";
import type { ApiContent, OperationContent } from "./release-content.ts";

const apis = loadFixtures()[0]?.content.apis ?? [];
const [billing] = apis;
if (!billing) throw new Error("no API");
const known = {
  roles: new Set(["finance"]),
  groups: new Set(["staff"]),
  users: new Set(["ann"]),
  workloads: new Set<string>(),
};
const place = {
  deployment: "d",
  channel: "c",
  revision: [1, 1],
  release: 1,
  atLeast: { directory: [1, 1] },
} as const;
const operation = (
  method: string,
  template: string,
  more: Partial<OperationContent> = {},
): OperationContent => ({
  key: `${method} ${template}`,
  method,
  template,
  operationIds: [],
  tags: [],
  sensitivity: null,
  rateLimit: null,
  ...more,
});
const findings = (content: { apis?: readonly ApiContent[]; policies?: readonly unknown[] }) =>
  checkRelease(
    {
      apis: [...(content.apis ?? apis)],
      policies: (content.policies ?? []).map((one) => policyDocument.parse(one)),
    },
    known,
  );
const errors = (content: Parameters<typeof findings>[0]) =>
  findings(content)
    .filter(({ severity }) => severity === "error")
    .map(({ path }) => path.join("."));

test("a name that is gone blocks a forbid and warns about a permit", () => {
  const policy = {
    name: "p",
    subjects: { roles: ["gone"] },
    resources: { apis: ["billing", "gone"] },
  };
  expect(errors({ policies: [{ ...policy, effect: "forbid" }] })).toEqual([
    "subjects.roles.0",
    "resources.apis.1",
  ]);
  expect(errors({ policies: [{ ...policy, effect: "permit" }] })).toEqual([]);
  expect(
    findings({ policies: [{ ...policy, effect: "permit" }] }).filter((one) => one.policy === "p"),
  ).toHaveLength(2);
});

test("two policies, two APIs or two operations of one name are errors, and so is one place for two APIs", () => {
  const policy = { name: "p", effect: "forbid", resources: { apis: "all" } };
  expect(errors({ policies: [policy, policy] })).toEqual(["name"]);
  expect(errors({ apis: [billing, { ...billing, hosts: [] }] })).toEqual(["slug"]);
  expect(errors({ apis: [billing, { ...billing, slug: "other" }] })).toEqual(["hosts.0"]);
  const twice = {
    ...billing,
    operations: [operation("GET", "/a", { key: "x" }), operation("GET", "/b", { key: "x" })],
  };
  expect(errors({ apis: [twice] })).toEqual(["operations.1.key"]);
});

test("a template with a trailing slash needs an API that requires it", () => {
  const api = { ...billing, operations: [operation("GET", "/a/")] };
  expect(errors({ apis: [api] })).toEqual(["operations.0.template"]);
  expect(errors({ apis: [{ ...api, trailingSlash: "required" }] })).toEqual([]);
});

test("who opens something to everybody is told so", () => {
  const policy = {
    name: "p",
    effect: "permit",
    subjects: { everybody: true },
    resources: { apis: "all" },
  };
  expect(findings({ policies: [policy] }).map(({ message }) => message)).toContain(
    "Opens this to everybody, also to callers who are not known.",
  );
});

test("operations that are the same to a request merge, with the highest sensitivity and all names", () => {
  const api = {
    ...billing,
    operations: [
      operation("GET", "/a/{x}", { key: "one", operationIds: ["first"] }),
      operation("GET", "/a/{y}#part", {
        key: "two",
        operationIds: ["second"],
        sensitivity: "restricted",
      }),
      operation("GET", "/diff/{base}...{head}", { key: "diff" }),
      operation("GET", "/files/{path+}", { key: "files" }),
    ],
  };
  const policy = policyDocument.parse({
    name: "p",
    effect: "forbid",
    resources: { apis: "all", operations: ["second"] },
  });
  const index = indexRelease({ apis: [api], policies: [policy] }, place);
  expect(Object.keys(index.operations)).toEqual(["billing:one", "billing:diff", "billing:files"]);
  expect(index.operations["billing:one"]).toMatchObject({
    sensitivity: "restricted",
    params: ["x"],
  });
  expect(index.operations["billing:diff"]?.params).toEqual(["{base}...{head}"]);
  expect(index.operations["billing:files"]?.params).toEqual(["path"]);
  const candidates = index.operations["billing:one"]?.candidates ?? "";
  expect(index.candidates[candidates]?.forbid).toEqual({ everybody: ["p"] });
});

test("operations with the same policies share their candidates", () => {
  const policies = ["a", "b"].map((name) =>
    policyDocument.parse({ name, effect: "forbid", resources: { apis: "all" } }),
  );
  const index = indexRelease({ apis: [...apis], policies }, place);
  expect(Object.keys(index.candidates)).toEqual(["c0"]);
});
