import { describe, expect, test } from "vitest";
import {
  failure,
  fixture,
  reasons,
  withPaths,
} from "#lib/apis/description/fixtures/read-fixture.ts";
import { readDescription } from "./read-description.ts";

describe("Swagger 2.0", () => {
  const read = readDescription(fixture("swagger.yaml"));

  test("gives its operations, and those that Azure puts beside them", () => {
    expect(read).toMatchObject({
      openapi: "Swagger 2.0",
      version: "1.10",
      described: 5,
      skipped: 0,
    });
    expect(
      read.operations.map(({ method, template, operationIds, deprecated }) => [
        `${method} ${template}`,
        operationIds,
        deprecated,
      ]),
    ).toEqual([
      ["GET /depots/{id}", ["readDepot"], true],
      ["PUT /depots/{id}", ["writeDepot"], false],
      ["GET /depots", ["listDepots", "listDepotsOfKind"], false],
      ["POST /depots", ["addDepotOfKind"], false],
    ]);
  });

  test("proposes its host, and shows its security definitions in OpenAPI 3's words", () => {
    expect(read.servers.map(({ url, host, basePath }) => [url, host, basePath])).toEqual([
      ["https://depot.example.com:8443/v1/", "depot.example.com:8443", "/v1"],
    ]);
    expect(read.securitySchemes).toEqual([
      { name: "login", type: "http", detail: "basic" },
      { name: "key", type: "apiKey", detail: "api_key in query" },
      { name: "web", type: "oauth2", detail: "authorizationCode" },
    ]);
  });

  test("without a host its base path is all it names", () => {
    const text = JSON.stringify({ swagger: 2, basePath: "/api", paths: { "/a": { get: {} } } });
    expect(readDescription(text).servers).toMatchObject([{ host: null, basePath: "/api" }]);
  });
});

describe("the oddities of published descriptions", () => {
  const read = readDescription(fixture("oddities.yaml"));
  const notes = reasons(fixture("oddities.yaml"));

  test("lose no operation", () => {
    expect(
      read.operations.map(({ method, template, operationIds }) =>
        [method, template, ...operationIds].join(" "),
      ),
    ).toEqual([
      "GET / emptyPath",
      "GET /jobs/{job} withoutSlash",
      "POST / actionStart actionStop",
      "GET /proxy/{proxy+} gatewayProxy",
      "GET /reserved/{path+} reservedExpansion",
      "GET /catch/{rest+} catchAll",
      "GET /middle/{path}/end severalInTheMiddle",
      "GET /years/{year} pattern",
      "GET /ids/{id} constraint",
      "GET /urns/{urn:name} colonInName",
      "GET /search queryTemplate",
      "GET /same/{id}/as/{id_2} twice",
      "POST /{name}:cancel customVerb otherVerb",
      "GET /users('{id}') odataKey",
      "GET /größe/{größe} umlaut",
      "GET /methods upperCase",
      "QUERY /methods queryMethod",
      "POST /methods",
      "DELETE /methods byReference",
      "COPY /methods copyMethod",
    ]);
    expect(read).toMatchObject({ described: 24, skipped: 2 });
  });

  test("are each said, with their place", () => {
    for (const expected of [
      "changed /paths/: It does not begin with a slash",
      "changed /paths/~1?Action=Start: “?Action=Start” is no part of a path",
      "changed /paths/~1#Action=Stop/post: The same request as POST /",
      "changed /paths/~1reserved~1{+path}: “{+path}” is read as “{path+}”",
      "changed /paths/~1middle~1{path+}~1end: “{path+}” takes several segments",
      "changed /paths/~1years~1{year:[0-9]{4}}: “{year:[0-9]{4}}” is read as “{year}”",
      "changed /paths/~1search{?q,page}: “{?q,page}” is no part of a path",
      "changed /paths/~1same~1{id}~1as~1{id}: “{id}” stands twice; the second is called “id_2”",
      "changed /paths/~1{name}:undelete/post: The same request as POST /{name}:cancel",
      "skipped /paths/~1matrix~1a;b: No request can match this path: it has a semicolon, which enforcers refuse in paths. (GET, PUT)",
      "changed /paths/~1methods/GET: Methods are written in lower case",
      "skipped /paths/~1methods/additionalOperations/m-search: Only methods of up to 20 capital letters",
      "skipped /paths/~1null: This path is not an object",
      "skipped /servers/0: https://{region}.odd.example.com/{stage}: one of its variables has no value",
    ])
      expect(notes.filter((note) => note.startsWith(expected))).toHaveLength(1);
  });

  test("a path as long as Azure's, and one that is too long", () => {
    const long = `/${"a".repeat(420)}`;
    const text = withPaths({ [long]: { get: {} }, [`/${"b".repeat(1000)}`]: { get: {}, put: {} } });
    expect(readDescription(text)).toMatchObject({ operations: [{ template: long }], skipped: 2 });
    expect(reasons(text)[0]).toContain("longer than 1000 characters. (GET, PUT)");
  });

  test("a path of more segments than any request may have", () => {
    const text = withPaths({ "/a": { get: {} }, ["/a".repeat(65)]: { get: {} } });
    expect(reasons(text)[0]).toContain("more than 64 segments");
  });

  test("JSON with comments and trailing commas, a byte order mark, Windows' line ends", () => {
    const text =
      '\uFEFF{\r\n"openapi": "3.0.1", # of 2020\r\n"paths": {"/a": {"get": {},},},\r\n}\r\n';
    expect(readDescription(text).operations).toMatchObject([{ template: "/a" }]);
  });

  test("YAML 1.1: its words for true, its octal numbers and dates, merged anchors", () => {
    const text = `%YAML 1.1
---
openapi: 3.0.0
info: {title: On, version: 2020-01-01}
x: &base {tags: [on], deprecated: yes}
paths:
  /a: {get: {<<: *base, operationId: 010, responses: {0200: {}, 200: {}}}}
`;
    expect(readDescription(text)).toMatchObject({
      version: "2020-01-01",
      operations: [{ operationIds: ["010"], deprecated: true }],
    });
  });

  test("paths that are elsewhere", () => {
    const there = { "x-paths": { "/a": { get: {} } } };
    expect(readDescription(withPaths({ $ref: "#/x-paths" }, there)).operations).toHaveLength(1);
    expect(failure(withPaths({ $ref: "paths.yaml" })).message).toContain(
      "`paths` refers to paths.yaml, outside this document",
    );
  });
});
