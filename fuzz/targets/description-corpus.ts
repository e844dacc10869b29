import type { Random } from "#fuzz/random.ts";

export const descriptionYaml = `# A shop.
openapi: 3.0.3
info: {title: Shop, version: 1.10, description: "<b>Buy</b>"}
servers:
  - url: https://{region}.shop.example.com:{port}/v1
    variables: {region: {default: eu, enum: [eu, us]}, port: {default: "8443"}}
x-defaults: &defaults
  tags: [shop]
  deprecated: yes
paths:
  /: {get: {operationId: root}}
  /items/{id}: &item
    parameters: [{$ref: "#/components/parameters/id"}]
    get: {<<: *defaults, operationId: getItem, responses: {200: {description: ok}}}
    delete: {operationId: removeItem}
  /items/{item_id}#again: *item
  /files/{path+}: {get: {operationId: getFile}}
  /files/{a}...{b}: {get: {operationId: compare}}
  /orders/: {post: {operationId: order, callbacks: {paid: {}}}}
  /shared: {$ref: "#/components/pathItems/shared"}
components:
  parameters:
    id: {name: id, in: path, required: true}
  pathItems:
    shared: {post: {operationId: share, servers: [{url: /uploads}]}}
  securitySchemes:
    login: {type: oauth2, flows: {authorizationCode: {}}}
webhooks: {changed: {post: {}}}
`;

export const descriptionObject = {
  swagger: "2.0",
  info: { title: "Depot", version: "1" },
  host: "depot.example.com",
  basePath: "/v1",
  schemes: ["https", "wss"],
  securityDefinitions: { basic: { type: "basic" } },
  parameters: { id: { name: "id", in: "path", "x-multi-segment": true } },
  paths: {
    "/depots/{id}": {
      parameters: [{ $ref: "#/parameters/id" }],
      get: { operationId: "readDepot", tags: ["depots"], summary: "One", deprecated: false },
      put: { operationId: "writeDepot" },
    },
    "/depots": { $ref: "#/x-items/depots" },
    "/depots/{depot}/stock;v=1": { get: {} },
    "/{name}:cancel": {
      post: { operationId: "cancel", servers: [{ url: "https://x.example.com" }] },
    },
    "/größe": { get: { operationId: "size" }, additionalOperations: { COPY: {} } },
  },
  "x-items": {
    depots: { get: { operationId: "listDepots" }, post: { $ref: "#/x-items/create" } },
    create: {},
  },
  "x-ms-paths": { "/depots?kind=a": { get: { operationId: "listA" } } },
};

export const descriptionWords: readonly string[] = [
  '"$ref": "#/paths"',
  "{$ref: '#/paths/~1'}",
  "$ref: other.yaml",
  "/{a}/{a}/{b+}",
  "/{x:[0-9]{3}}",
  "{?q}",
  "/a//b",
  "/%2F",
  "/..",
  "GET: {}",
  "query: {}",
  "parameters: [&p {in: path, name: a}, *p]",
  "*defaults",
  "&defaults ",
  "<<: *defaults",
  "servers: [{url: '{x}'}]",
  "__proto__: {get: {}}",
  "operationId: GET /",
  "? [a, b]\n: c\n",
  "!!binary aGk=",
  "---\n",
  "\t",
  "\r\n",
];

const repeat = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index));
const json = (paths: string) => `{"openapi":"3.1.0","paths":{${paths}}}`;

/** What a document could do to whoever reads it, each at its full size. */
export function makeHostile(random: Random): string {
  switch (random.below(10)) {
    case 0:
      return json(repeat(100_000, (index) => `"/p${index}":{"get":{}}`).join());
    case 1:
      return json(
        repeat(40_000, (index) => `"/a#${index}":{"get":{"operationId":"o${index}"}}`).join(),
      );
    case 2:
      return `{"openapi":"3.1.0","x":${"[".repeat(500_000)}`;
    case 3: {
      const levels = repeat(
        20,
        (index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(9)}]`,
      );
      return `openapi: 3.0.0\na0: &a0 x\n${levels.join("\n")}\npaths: {/a: {get: {}}}\n`;
    }
    case 4:
      return json(
        `"/${"{a".repeat(100_000)}":{"get":{}},"/${"+".repeat(3000)}{${"+*".repeat(900)}x}":{"get":{}}`,
      );
    case 5: {
      const refs = repeat(5000, (index) => `"r${index}":{"$ref":"#/x/r${index + 1}"}`);
      return `{"openapi":"3.1.0","paths":{"/a":{"$ref":"#/x/r0"},"/b":{"get":{}}},"x":{${refs.join()}}}`;
    }
    case 6: {
      const variables = repeat(300, (index) => `"v${index}":{"default":"a","enum":["b","c","d"]}`);
      const url = repeat(300, (index) => `{v${index}}`).join("");
      return `{"openapi":"3.1.0","paths":{"/b":{"get":{}}},"servers":[{"url":"https://${url}","variables":{${variables.join()}}}]}`;
    }
    case 7: {
      const servers = repeat(50, (index) => `{"url":"https://h${index}.example.com"}`).join();
      return json(repeat(5000, (index) => `"/p${index}":{"servers":[${servers}],"get":{}}`).join());
    }
    case 8:
      return `openapi: 3.0.0\npaths:\n${repeat(30_000, (index) => `  ? k${index % 7}\n  : {get: {}}\n`).join("")}`;
    default:
      return json(
        `"/a":{"get":{"summary":"${"\\u0000 ".repeat(400_000)}","tags":[${repeat(50_000, () => '"t"').join()}]}}`,
      );
  }
}
