import { expect, test } from "vitest";
import { readHeaders, requestLine, whyNot, type Draft } from "./draft.ts";

const api = {
  slug: "billing",
  name: "Billing",
  hosts: [{ host: "api.example", basePath: "/svc" }],
};
const draft: Draft = {
  api: "billing",
  enforcer: "edge",
  host: "api.example",
  operation: { key: "getFile", method: "GET", template: "/files/{id}/{path+}", summary: "" },
  parameters: { id: "a/b c", "path+": "x/y z" },
  query: "?limit=2&q=a b",
  method: "GET",
  target: "/",
  headers: "",
  body: "",
  withToken: true,
  bound: false,
};

test("what is filled into a template can't become another path", () => {
  expect(requestLine(draft, api).target).toBe("/svc/files/a%2Fb%20c/x/y%20z?limit=2&q=a%20b");
});

test("a path written by hand goes out as it was written", () => {
  const target = "/svc/%2e%2e/x//y";
  expect(requestLine({ ...draft, operation: null, method: "PUT", target }, api)).toEqual({
    method: "PUT",
    target,
  });
});

test("a draft that is not whole says what is missing", () => {
  expect(whyNot({ ...draft, parameters: { id: "1" } })).toBe("Fill in path+ first.");
  expect(whyNot({ ...draft, host: "*.example" })).toContain("star");
  expect(whyNot({ ...draft, headers: "no header" })).toContain("Name: value");
  expect(whyNot(draft)).toBeNull();
});

test("headers are read one a line", () => {
  expect(readHeaders("Accept: text/html\n\n X-One :  two: three ")).toEqual([
    { name: "Accept", value: "text/html" },
    { name: "X-One", value: "two: three" },
  ]);
  expect(readHeaders("oops")).toBeNull();
});
