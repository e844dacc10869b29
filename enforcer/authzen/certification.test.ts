import { describe, expect, test } from "vitest";
import { ask, setUpAuthzen } from "#enforcer/testing/set-up-authzen.ts";

const decisions = (body: { evaluations: { decision: boolean }[] }) =>
  body.evaluations.map(({ decision }) => decision);

describe("certification scenario, Basic", () => {
  test.each([
    ["alice", "read", true],
    ["alice", "write", true],
    ["bob", "read", true],
    ["bob", "write", false],
    ["carol", "read", false],
    ["mallory", "read", false],
  ])("%s may %s record-1: %s", async (subject, action, allowed) => {
    const { decides } = await setUpAuthzen();
    expect(await decides(ask(subject, action, "record-1"))).toBe(allowed);
    // The same again, with what the standard has not named yet.
    const again = { ...ask(subject, action, "record-1"), unheard: { of: 1 } };
    expect(await decides(again)).toBe(allowed);
  });

  test.each([
    [ask("alice", "write", "record-1", { resource: { status: "archived" } }), false],
    [
      ask("alice", "write", "record-1", {
        subject: { role: "admin" },
        resource: { status: "archived" },
      }),
      true,
    ],
    [
      ask("bob", "write", "record-2", {
        subject: { role: "admin" },
        resource: { status: "archived" },
      }),
      true,
    ],
    [ask("alice", "delete", "record-1", { action: { soft: true } }), true],
    [ask("alice", "delete", "record-1", { action: { soft: false } }), false],
    [ask("alice", "delete", "record-1"), false],
  ])("properties: %j is %s", async (body, allowed) => {
    const { decides } = await setUpAuthzen();
    expect(await decides(body)).toBe(allowed);
  });

  test.each([
    ["subject as a text", { ...ask("alice", "read", "record-1"), subject: "alice" }],
    ["a number as the action's name", { ...ask("alice", "read", "record-1"), action: { name: 1 } }],
    ["no subject", { ...ask("alice", "read", "record-1"), subject: undefined }],
    ["no action", { ...ask("alice", "read", "record-1"), action: undefined }],
    ["no resource", { ...ask("alice", "read", "record-1"), resource: undefined }],
    ["no subject.type", { ...ask("alice", "read", "record-1"), subject: { id: "alice" } }],
    ["no subject.id", { ...ask("alice", "read", "record-1"), subject: { type: "user" } }],
    ["no resource.id", { ...ask("alice", "read", "record-1"), resource: { type: "record" } }],
    ["context as a text", { ...ask("alice", "read", "record-1"), context: "here" }],
    ["an empty body", ""],
    ["no JSON", "{"],
    ["a list", "[]"],
    ["a key twice", '{"subject":{},"subject":{}}'],
  ])("400: %s", async (_what, body) => {
    const { post } = await setUpAuthzen();
    expect((await post("/access/v1/evaluation", body)).status).toBe(400);
  });

  test("400: another content type; the request's id comes back, always", async () => {
    const { post } = await setUpAuthzen();
    const body = ask("alice", "read", "record-1");
    const plain = await post("/access/v1/evaluation", body, {
      "content-type": "text/plain",
      "x-request-id": "r-1",
    });
    expect([plain.status, plain.headers.get("x-request-id")]).toEqual([400, "r-1"]);
    const good = await post("/access/v1/evaluation", body, { "x-request-id": "r-2" });
    expect([good.status, good.headers.get("x-request-id")]).toEqual([200, "r-2"]);
    expect((await post("/access/v1/evaluation", body)).headers.has("x-request-id")).toBe(false);
  });
});

describe("certification scenario, Batch", () => {
  const one = ask("alice", "read", "record-1");

  test("items override defaults as a whole, in order", async () => {
    const { json } = await setUpAuthzen();
    const body = await json("/access/v1/evaluations", {
      ...one,
      evaluations: [{}, { action: { name: "delete" } }, { subject: { type: "user", id: "bob" } }],
    });
    expect(decisions(body)).toEqual([true, false, true]);
    expect(body).not.toHaveProperty("decision");
  });

  test("an item that lacks something costs only itself", async () => {
    const { json } = await setUpAuthzen();
    const { subject, action } = one;
    const body = await json("/access/v1/evaluations", {
      subject,
      action,
      evaluations: [{ resource: one.resource }, {}, { resource: { type: "record" } }],
    });
    expect(decisions(body)).toEqual([true, false, false]);
    expect(body.evaluations[1].context.error).toMatchObject({ status: 400 });
  });

  test.each([
    ["execute_all", [true, false, true]],
    ["deny_on_first_deny", [true, false]],
    ["permit_on_first_permit", [true]],
  ])("%s", async (semantic, expected) => {
    const { json } = await setUpAuthzen();
    const body = await json("/access/v1/evaluations", {
      ...one,
      evaluations: [{}, { action: { name: "delete" } }, {}],
      options: { evaluations_semantic: semantic },
    });
    expect(decisions(body)).toEqual(expected);
  });

  test.each([[{}], [{ evaluations: [] }]])(
    "without items it is one evaluation: %j",
    async (more) => {
      const { json } = await setUpAuthzen();
      const body = await json("/access/v1/evaluations", { ...one, ...more });
      expect(body).toMatchObject({ decision: true });
      expect(body).not.toHaveProperty("evaluations");
    },
  );
});

describe("certification scenario, Search", () => {
  test("subjects, resources and actions; an id of what is searched is ignored", async () => {
    const { json } = await setUpAuthzen();
    const { subject, action, resource } = ask("alice", "read", "record-1");
    const subjects = await json("/access/v1/search/subject", {
      subject: { type: "user", id: "zoe" },
      action,
      resource,
    });
    expect(subjects).toEqual({
      page: { next_token: "" },
      results: [
        { type: "user", id: "alice" },
        { type: "user", id: "bob" },
      ],
    });
    const resources = await json("/access/v1/search/resource", {
      subject,
      action,
      resource: { type: "record" },
    });
    expect(resources.results).toEqual([
      { type: "record", id: "record-1" },
      { type: "record", id: "record-2" },
    ]);
    const actions = await json("/access/v1/search/action", { subject, resource });
    expect(actions.results).toEqual([{ name: "read" }, { name: "write" }]);
    const bob = { type: "user", id: "bob", properties: { role: "admin" } };
    const archived = { type: "record", id: "record-2", properties: { status: "archived" } };
    const bobs = await json("/access/v1/search/action", { subject: bob, resource: archived });
    expect(bobs.results).toContainEqual({ name: "write" });
  });

  test("pages go on where they ended, for the same question only", async () => {
    const { json, post } = await setUpAuthzen();
    const { action, resource } = ask("alice", "read", "record-1");
    const search = { subject: { type: "user" }, action, resource };
    const first = await json("/access/v1/search/subject", { ...search, page: { limit: 1 } });
    expect(first.results).toEqual([{ type: "user", id: "alice" }]);
    const page = { limit: 1, token: first.page.next_token };
    const second = await json("/access/v1/search/subject", { ...search, page });
    expect(second.results).toEqual([{ type: "user", id: "bob" }]);
    const last = { limit: 1, token: second.page.next_token };
    expect(await json("/access/v1/search/subject", { ...search, page: last })).toEqual({
      page: { next_token: "" },
      results: [],
    });
    const other = { ...search, action: { name: "write" }, page };
    expect((await post("/access/v1/search/subject", other)).status).toBe(400);
    const rubbish = { ...search, page: { token: "@@" } };
    expect((await post("/access/v1/search/subject", rubbish)).status).toBe(400);
  });
});

describe("discovery", () => {
  test("names the endpoints under the address that was asked", async () => {
    const { send, enforcer } = await setUpAuthzen();
    const response = await send("/.well-known/authzen-configuration", {});
    expect(await response.json()).toEqual({
      policy_decision_point: enforcer.url,
      access_evaluation_endpoint: `${enforcer.url}/access/v1/evaluation`,
      access_evaluations_endpoint: `${enforcer.url}/access/v1/evaluations`,
      search_subject_endpoint: `${enforcer.url}/access/v1/search/subject`,
      search_resource_endpoint: `${enforcer.url}/access/v1/search/resource`,
      search_action_endpoint: `${enforcer.url}/access/v1/search/action`,
    });
  });
});
