import "#scripts/test-database.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { consoleRoles, mayRole, permissions } from "#lib/auth/console-roles.ts";
import { newSecret } from "#lib/auth/secret-token.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { mount } from "#lib/http/mount.ts";
import { verbs } from "#lib/http/verbs.ts";
import { authorise } from "#lib/verb.ts";
import type { AnyVerb } from "#lib/verb.ts";

const app = mount(verbs);
const routed = verbs.flatMap((each) =>
  each.contract.route ? [{ each, route: each.contract.route }] : [],
);
const inner = verbs.filter(
  (each) => each.contract.permission === "public" || each.contract.permission === "system",
);

async function tokenWith(scopes: readonly string[]): Promise<string> {
  const owner = await database().user.upsert({
    where: { slug: "table-owner" },
    create: {
      slug: "table-owner",
      email: "table-owner@example.com",
      name: "Table Owner",
      state: "active",
      consoleRole: "owner",
    },
    update: {},
  });
  const secret = newSecret("spk");
  await database().apiToken.create({
    data: {
      ownerId: owner.id,
      name: "table",
      prefix: secret.shown,
      hash: secret.hash,
      scopes: [...scopes],
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  });
  return secret.text;
}

function send(
  route: { readonly method: string; readonly path: string },
  headers: Record<string, string>,
): Promise<Response> {
  const path = route.path.replaceAll(/\{\w+\}/g, "00000000-0000-7000-8000-000000000000");
  const bodied = route.method !== "GET" && route.method !== "DELETE";
  const init = {
    method: route.method,
    headers: { ...(bodied ? { "content-type": "application/json" } : {}), ...headers },
    ...(bodied ? { body: '{"broken' } : {}),
  };
  return Promise.resolve(app.fetch(new Request(`http://localhost:3000/api/v1${path}`, init)));
}

function shapeOf({ contract }: AnyVerb): object {
  return contract.input instanceof z.ZodObject ? contract.input.shape : {};
}

describe("every contract", () => {
  let none = "";
  beforeAll(async () => {
    none = await tokenWith([]);
  });
  afterAll(closeDatabase);

  it("has a name, a method and a path of its own, and exactly one verb", () => {
    expect(new Set(verbs.map((each) => each.contract.name)).size).toBe(verbs.length);
    expect(
      new Set(
        routed.map(({ route }) => `${route.method} ${route.path.replaceAll(/\{\w+\}/g, "{}")}`),
      ).size,
    ).toBe(routed.length);
  });

  it("that writes names its audit event, and one that reads has none", () => {
    for (const { contract } of verbs)
      expect(
        contract.kind === "write" ? contract.audit : contract.audit === null,
        contract.name,
      ).toBeTruthy();
  });

  it("that is reachable without a session is not part of the REST API", () => {
    for (const each of inner) expect(each.contract.route, each.contract.name).toBeNull();
  });

  it.each(routed.map(({ each, route }) => [each.contract.name, route] as const))(
    "%s refuses a stranger before it looks at the body",
    async (_name, route) => {
      for (const headers of [
        {},
        { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
        { authorization: "Bearer spk_nonsense" },
      ]) {
        const response = await send(route, headers);
        expect(response.status).toBe(401);
        expect(response.headers.get("content-type")).toBe("application/problem+json");
      }
    },
  );

  it.each(routed.map(({ each, route }) => [each.contract.name, route] as const))(
    "%s refuses a token without the scope before it looks at the body",
    async (_name, route) => {
      expect((await send(route, { authorization: `Bearer ${none}` })).status).toBe(403);
    },
  );

  it.each(routed.map(({ each }) => [each.contract.name, each] as const))(
    "%s refuses every console role without its permission",
    (_name, each: AnyVerb) => {
      const permission = permissions.find((known) => known === each.contract.permission);
      expect(permission).toBeDefined();
      for (const consoleRole of consoleRoles.filter(
        (role) => permission && !mayRole(role, permission),
      ))
        expect(() => {
          authorise(
            {
              actor: {
                kind: "user",
                userId: "u",
                slug: "u",
                name: "U",
                consoleRole,
                sessionId: "s",
                authTime: new Date(),
                amr: ["mfa"],
                acr: "phr",
              },
              requestId: "r",
              ip: null,
              userAgent: null,
            },
            each.contract,
          );
        }).toThrowError(expect.objectContaining({ code: "forbidden" }));
    },
  );

  it("is described in the OpenAPI document, with nothing else beside them", async () => {
    const document = (await (
      await app.fetch(new Request("http://localhost:3000/api/v1/openapi.json"))
    ).json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(document.openapi).toBe("3.1.0");
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(
      routed.map(({ route }) => `${route.method} /api/v1${route.path}`).toSorted(),
    );
  });
});

describe("a person's session", () => {
  const asking = routed.filter(({ each }) => each.contract.ceremony);
  const actor = {
    kind: "user",
    userId: "u",
    slug: "u",
    name: "U",
    consoleRole: "owner",
    sessionId: "s",
    authTime: new Date(),
    amr: ["pwd"],
    acr: "urn:sallyport:acr:password",
  } as const;
  const call = { requestId: "r", ip: null, userAgent: null };

  it.each(asking.map(({ each }) => [each.contract.name, each.contract] as const))(
    "%s asks for a passkey, a moment ago: neither a password nor an old ceremony does",
    (_name, contract) => {
      const old = new Date(Date.now() - 3_600_000);
      const refused = expect.objectContaining({ code: "ceremony-required" });
      const passkey = { ...actor, acr: "phr" };
      expect(() => authorise({ ...call, actor }, contract)).toThrowError(refused);
      expect(() =>
        authorise({ ...call, actor: { ...passkey, authTime: old } }, contract),
      ).toThrowError(refused);
      expect(() => authorise({ ...call, actor: passkey }, contract)).not.toThrow();
    },
  );
});

describe("bad input", () => {
  it("that the database can't keep or look for is named with its place, in queries, cursors and bodies", async () => {
    const token = await tokenWith(permissions);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const base = "http://localhost:3000/api/v1";
    const lists = routed.filter(
      ({ each, route }) =>
        route.method === "GET" && "cursor" in shapeOf(each) && !/\{/.test(route.path),
    );
    expect(lists.length).toBeGreaterThan(5);
    for (const { route } of lists) {
      const q = await app.fetch(new Request(`${base}${route.path}?q=a%00b`, { headers }));
      expect(q.status, route.path).toBe(422);
      expect(await q.json()).toMatchObject({ errors: [{ path: "q" }] });
      for (const position of [["a"], ["a\0", "b"], [1e300, "1"], [-1], ["9".repeat(40)]]) {
        const cursor = Buffer.from(JSON.stringify(position)).toString("base64url");
        const page = await app.fetch(
          new Request(`${base}${route.path}?cursor=${cursor}`, { headers }),
        );
        expect(page.status, `${route.path} ${cursor}`).toBe(200);
      }
    }
    for (const fileName of ["a\0b", "\ud800"]) {
      const body = JSON.stringify({ fileName, document: "{}", target: { slug: "a", name: "A" } });
      const answer = await app.fetch(
        new Request(`${base}/api-imports`, { method: "POST", headers, body }),
      );
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ errors: [{ path: "fileName" }] });
    }
  });

  it("that is not JSON, not an object, or of another type is answered with problem+json and changes nothing", async () => {
    const token = await tokenWith(permissions);
    const before = await database().auditEvent.count();
    const writing = routed.find(({ route }) => route.method === "POST");
    if (!writing) return;
    const path = writing.route.path.replaceAll(/\{\w+\}/g, "x");
    for (const [type, body] of [
      ["application/json", "{"],
      ["application/json", "[]"],
      ["text/plain", "hello"],
    ] as const) {
      const response = await app.fetch(
        new Request(`http://localhost:3000/api/v1${path}`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": type },
          body,
        }),
      );
      expect([400, 403]).toContain(response.status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    }
    expect(await database().auditEvent.count()).toBe(before);
  });
});
