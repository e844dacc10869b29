import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import {
  failure,
  fixture,
  reasons,
  withPaths,
} from "#lib/apis/description/fixtures/read-fixture.ts";
import { readDescription } from "./read-description.ts";

const awkward = fixture("awkward.yaml");

describe("an awkward but honest description", () => {
  const read = readDescription(awkward);
  const byPlace = new Map(read.operations.map((each) => [`${each.method} ${each.template}`, each]));

  test("gives exactly the operations that a request can match", () => {
    expect([...byPlace.keys()]).toEqual([
      "GET /",
      "GET /files/{file_id}",
      "PUT /files/{file_id}",
      "GET /repos/{owner}/{repo}/compare/{base}...{head}",
      "GET /trees/{path+}",
      "GET /trees/{path}/history",
      "POST /shared",
      "GET /no-slash",
      "GET /naïve",
      "GET /users",
    ]);
  });

  test("merges paths that differ in names or fragments alone, with every operationId", () => {
    expect(byPlace.get("GET /files/{file_id}")).toMatchObject({
      operationIds: ["getFile", "getSharedLink", "getFileById"],
      tags: ["files", "links"],
    });
  });

  test("lists with place and reason what was skipped or read otherwise", () => {
    const notes = reasons(awkward).join("\n");
    for (const expected of [
      "changed /paths/~1files~1{file_id}#shared_link: “#shared_link” is no part of a path",
      "changed /paths/~1repos~1{owner}~1{repo}~1compare~1{base}...{head}: “{base}...{head}” is matched as one parameter",
      "changed /paths/~1trees~1{path}~1history/get: “{path}” takes several segments",
      "skipped /paths/~1external: This path refers to other.yaml#/paths",
      "skipped /paths/~1loop: This path refers to itself",
      "skipped /paths/~1a~1~1b: No request can match this path: it has an empty segment",
      "skipped /paths/~1matrix;v=1",
      "changed /paths/no-slash: It does not begin with a slash",
      "skipped /paths/~1files~1{file_id}/fetch: This is no method",
      "changed /paths/~1naïve/get: Its operationId “putFile” belongs to",
      "skipped /webhooks: 1 webhooks",
      "skipped /paths: Callbacks of 1 operations",
      "noted /paths/~1users~1: This path ends in a slash",
    ])
      expect(notes).toContain(expected);
  });

  test("proposes hosts and base paths, the variables of servers filled in", () => {
    expect(read.servers.map(({ host, basePath, from }) => [host, basePath, from])).toEqual([
      ["api.example.com", "/v2", "document"],
      ["eu.example.com:8443", "/", "document"],
      ["us.example.com:8443", "/", "document"],
      ["demo.tenants.example.com", "/", "document"],
      ["*.tenants.example.com", "/", "document"],
      [null, "/relative", "document"],
      ["upload.example.com", "/", "operations"],
    ]);
  });

  test("shows security schemes without deciding by them", () => {
    expect(read.securitySchemes).toEqual([
      { name: "key", type: "apiKey", detail: "X-Key in header" },
      { name: "login", type: "oauth2", detail: "authorizationCode" },
    ]);
  });
});

describe("what can't be read says why", () => {
  test.each([
    ["", "The document is empty"],
    ["just text", "should be an object"],
    ["[1, 2]", "should be an object"],
    [
      '{"openapi": "3.0.0", "paths": {',
      "This is no JSON, though it begins like it: something is wrong at line 1",
    ],
    ["openapi: 3.0.0\n  info: [", "This is no YAML"],
    ["swagger: '1.2'\npaths: {}", "this description says Swagger 1.2"],
    ["swaggerVersion: '1.2'\napis: []", "this description says Swagger 1.2"],
    ["openapi: 4.0.0\npaths: {}", "OpenAPI 3.0, 3.1 and 3.2 are read; this description says 4.0.0"],
    ["openapi: 3.10.0\npaths: {}", "this description says 3.10.0"],
    ["info: {title: x}", "`openapi` (or `swagger`) with its version is missing"],
    ["openapi: 3.1.0\nwebhooks: {}", "no `paths`, only webhooks"],
    ["openapi: 3.1.0\npaths: []", "`paths` must be an object"],
    ["openapi: 3.1.0\npaths: {}", "no operation that could be imported"],
    ["a: 1\n---\nb: 2", "several YAML documents"],
    ["a: &a 1\nopenapi: {<<: *a}", "This YAML can't be read: Merge"],
  ])("%j", (text, message) => {
    expect(failure(text).message).toContain(message);
  });

  test("a path that stands twice is refused, in JSON and in YAML, because one would be lost", () => {
    const json = '{"openapi":"3.0.0","paths":{"/a":{"get":{}},"\\u002fa":{"put":{}}}}';
    expect(failure(json)).toMatchObject({ pointer: "/paths/~1a" });
    expect(failure("openapi: 3.0.0\npaths:\n  /a: {get: {}}\n  /a: {put: {}}\n").message).toContain(
      "stands twice",
    );
  });

  test("a key that stands twice elsewhere is noted", () => {
    const text = '{"openapi":"3.0.0","info":{"title":"a","title":"b"},"paths":{"/a":{"get":{}}}}';
    expect(readDescription(text)).toMatchObject({ title: "b" });
    expect(reasons(text)[0]).toContain("/info/title: This key stands twice");
  });
});

describe("a hostile document is bounded", () => {
  test("aliases that expand without end", () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(", ")}]`,
    );
    const bomb = `openapi: 3.0.0\na0: &a0 x\n${levels.join("\n")}\npaths: {/a: {get: {}}}\n`;
    expect(failure(bomb).message).toContain("expand too far");
  });

  test("nesting, in JSON and in YAML", () => {
    expect(failure(`{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`).message).toContain(
      "nested",
    );
    expect(failure(`a: ${"[".repeat(5_000)}${"]".repeat(5_000)}`).message).toContain("nested");
  });

  test("a hundred thousand paths", () => {
    const paths = Object.fromEntries(
      Array.from({ length: 100_000 }, (_, i) => [`/a${i}`, { get: {} }]),
    );
    expect(failure(withPaths(paths)).message).toContain("50,000 operations");
  });

  test("more than 96 MB", () => {
    expect(failure(`{"x":"${"a".repeat(97 * 1024 * 1024)}"}`).message).toContain("96 MB");
  });

  test("keys of the prototype are keys like others", () => {
    const text =
      '{"openapi":"3.0.0","__proto__":{"paths":{"/evil":{"get":{}}}},"paths":{"/a":{"__proto__":{"get":{}},"get":{"constructor":1}},"/hasOwnProperty":{"get":{}}}}';
    expect(readDescription(text).operations.map(({ template }) => template)).toEqual([
      "/a",
      "/hasOwnProperty",
    ]);
    expect(Reflect.get({}, "paths")).toBeUndefined();
  });

  test("references that go round and parameters that are none", () => {
    const text = withPaths(
      {
        "/a/{x}": {
          parameters: [{ $ref: "#/components/parameters/a" }, 7, { $ref: "https://example.com/p" }],
          get: { tags: "none", operationId: 5, summary: { a: 1 } },
        },
      },
      {
        components: {
          parameters: {
            a: { $ref: "#/components/parameters/b" },
            b: { $ref: "#/components/parameters/a" },
          },
        },
      },
    );
    expect(readDescription(text).operations).toMatchObject([
      { operationIds: [], tags: [], summary: "" },
    ]);
    expect(reasons(text).filter((each) => each.includes("One of its parameters"))).toHaveLength(3);
  });

  test("what is said about it can be stored, whatever it quotes", () => {
    const odd = "#/x\u0000\ud800";
    const [note] = readDescription(withPaths({ "/a": { $ref: odd }, "/b": { get: {} } })).notes;
    const refused = failure(withPaths({ $ref: odd }));
    for (const text of [note?.reason, refused.message]) {
      expect(text).toContain("#/x\ufffd\ufffd, which is not there");
    }
    const twice = '{"openapi":"3.0.0","paths":{"/\\u0000":{},"/\\u0000":{}}}';
    expect(failure(twice)).toMatchObject({ pointer: "/paths/~1\ufffd" });
  });

  test("braces without end do not end the process", () => {
    expect(failure(`a: ${"{".repeat(200_000)}`).message).toContain("nested");
  });

  test("names are cut to what a release can hold", () => {
    const name = `a${"\u{1F600}".repeat(200)}`;
    const text = withPaths({ "/a": { get: { operationId: name, tags: [name] } } });
    const [operation] = readDescription(text).operations;
    for (const cut of [operation?.operationIds[0], operation?.tags[0]]) {
      expect(cut).toHaveLength(299);
      expect(cut?.isWellFormed()).toBe(true);
    }
  });

  test("text that Postgres or a page could not keep is cleaned", () => {
    const text = withPaths({
      "/a": { get: { operationId: "a\u0000b\ud800", summary: "two\nlines" } },
    });
    expect(readDescription(text).operations[0]).toMatchObject({
      operationIds: ["a b\ufffd"],
      summary: "two lines",
    });
  });
});

test("GitHub's whole description is read, every operation of it", () => {
  const file = createRequire(import.meta.url).resolve(
    "@octokit/openapi/generated/api.github.com.json",
  );
  const read = readDescription(readFileSync(file, "utf8"));
  expect(read.operations.length).toBeGreaterThan(1000);
  expect(new Set(read.operations.map(({ method, shape }) => `${method} ${shape}`)).size).toBe(
    read.operations.length,
  );
  expect(read.operations.every(({ operationIds }) => operationIds.length > 0)).toBe(true);
  expect(
    read.operations.find(({ operationIds }) => operationIds.includes("repos/get-content")),
  ).toMatchObject({ template: "/repos/{owner}/{repo}/contents/{path+}" });
  expect(read.notes.filter(({ kind }) => kind === "skipped")).toHaveLength(1);
});
