import { describe, expect, onTestFinished, test } from "vitest";
import { gatewayProof } from "#enforcer/adapters/gateway-proof.ts";
import { createHttpServer } from "#enforcer/server/http-server.ts";
import { listen } from "#enforcer/server/listen.ts";
import { authzenDeployment } from "#enforcer/testing/authzen-deployment.ts";
import { sampleToken } from "#enforcer/testing/sample-deployment.ts";
import { ask, setUpAuthzen } from "#enforcer/testing/set-up-authzen.ts";
import { until } from "#enforcer/testing/start-test-enforcer.ts";
import { authzenRoutes } from "./authzen-routes.ts";

const { deployment, now } = authzenDeployment();
const audience = deployment.policy.apis["record"]?.audience;

const never = () => {
  throw new Error("not to be reached");
};
const bearer = async (sub: string) => ({
  headers: { authorization: `Bearer ${await sampleToken(now, { sub, aud: audience })}` },
});
const route = (uri: unknown) => ({
  subject: { type: "identity", id: "alice" },
  action: { name: "GET" },
  resource: { type: "route", id: "/v1/{id}", properties: { uri } },
  context: { ip: "203.0.113.9" },
});

describe("who is asked about", () => {
  test("without the operator's word only a token says who calls, and there is no search", async () => {
    const { json, post, send } = await setUpAuthzen({});
    expect(await json("/access/v1/evaluation", ask("alice", "read", "record-1"))).toMatchObject({
      decision: false,
      context: { reason: "authentication-required", outcome: "challenge" },
    });
    expect((await post("/access/v1/search/subject", {})).status).toBe(404);
    const metadata = await (await send("/.well-known/authzen-configuration", {})).json();
    expect(metadata).not.toHaveProperty("search_subject_endpoint");
  });

  test.each([true, false])(
    "a token decides, also if names are believed: %s",
    async (assertedSubjects) => {
      const { json } = await setUpAuthzen({ assertedSubjects });
      const own = { ...ask("alice", "write", "record-1"), context: await bearer("alice") };
      expect(await json("/access/v1/evaluation", own)).toMatchObject({ decision: true });
      // Bob's token says nothing about alice, who may write.
      const foreign = { ...ask("alice", "read", "record-1"), context: await bearer("bob") };
      expect(await json("/access/v1/evaluation", foreign)).toMatchObject({
        decision: false,
        context: { reason: "malformed-request" },
      });
      const broken = { headers: { authorization: "Bearer x.y.z" } };
      const invalid = { ...ask("alice", "read", "record-1"), context: broken };
      expect(await json("/access/v1/evaluation", invalid)).toMatchObject({
        decision: false,
        context: { reason: "invalid-token" },
      });
    },
  );

  test.each([
    ["another kind than on record", { subject: { type: "user", id: "nightly" } }],
    ["a type nobody has", { subject: { type: "robot", id: "alice" } }],
    ["an API that is not there", { resource: { type: "nothing", id: "record-1" } }],
    ["a path that would climb", { resource: { type: "record", id: "../v1/record-1" } }],
    ["half a character", { resource: { type: "record", id: "\ud800" } }],
    ["an action that is no method", { action: { name: "approve" } }],
    ["headers that are none", { context: { headers: { authorization: 1 } } }],
  ])("%s: a logged denial", async (_what, change) => {
    const { json, authority } = await setUpAuthzen();
    const body = await json("/access/v1/evaluation", {
      ...ask("alice", "read", "record-1"),
      ...change,
    });
    expect(body.decision).toBe(false);
    const event = await until("the event", () =>
      authority.events.find(({ decision_id: id }) => id === body.context.id),
    );
    expect(event).toMatchObject({ input: { gateway: "authzen" } });
  });

  test("a property can't stand for another parameter", async () => {
    const { decides } = await setUpAuthzen();
    const resource = { "x&subject.role": "admin", status: "archived" };
    const body = ask("alice", "write", "record-1", { resource });
    expect(await decides(body)).toBe(false);
  });

  test("a route is asked about by its address", async () => {
    const { json } = await setUpAuthzen();
    expect(
      await json("/access/v1/evaluation", route("https://records.example.com/v1/record-1?a=b")),
    ).toMatchObject({ decision: true, context: { operation: "record:readRecord1" } });
    for (const uri of [
      "/v1/record-1",
      "https://records.example.com/v1/%2e%2e/v1/record-1",
      "https://records.example.com/v1/record-1#x",
      "https://ann@records.example.com/v1/record-1",
      "https://other.example.com/v1/record-1",
      7,
    ])
      expect(await json("/access/v1/evaluation", route(uri))).toMatchObject({ decision: false });
  });
});

describe("who may ask", () => {
  const secret = "a-secret-of-the-gateways";
  const stranger = { address: "203.0.113.9", unixSocket: false };

  /** The routes as a peer from elsewhere meets them. */
  async function fromElsewhere() {
    const { enforcer } = await setUpAuthzen();
    const prove = gatewayProof(secret);
    const own = authzenRoutes({
      decider: { decide: () => never(), refuse: () => never() },
      isProved: (_peer, headers) => prove(stranger, headers),
      inForce: enforcer.source.inForce,
      nowSeconds: () => now,
      asserted: true,
    });
    const server = createHttpServer({ own, rest: null, unparsable: never, failed: never });
    onTestFinished(() => void server.close());
    const port = await listen(server, { host: "127.0.0.1", port: 0 });
    const { subject, resource } = ask("alice", "read", "record-1");
    return (headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${port}/access/v1/search/action`, {
        method: "POST",
        headers: { "content-type": "application/json", connection: "close", ...headers },
        body: JSON.stringify({ subject, resource }),
      });
  }

  test("from elsewhere nobody without the gateways' secret, as a bearer token or in its header", async () => {
    const post = await fromElsewhere();
    const refused = await post({});
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer /);
    expect((await post({ authorization: "Bearer another secret" })).status).toBe(401);
    expect((await post({ authorization: `Bearer ${secret}x` })).status).toBe(401);
    expect((await post({ authorization: `Bearer ${secret}` })).status).toBe(200);
    expect((await post({ "x-sallyport-gateway-secret": secret })).status).toBe(200);
  });
});
