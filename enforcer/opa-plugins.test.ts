import { expect, test } from "vitest";
import { sampleDeployment, sampleToken } from "./testing/sample-deployment.ts";
import { ready, setUpEnforcer } from "./testing/set-up-enforcer.ts";

const { deployment, now } = sampleDeployment();

test("the opa plugins of Kong and APISIX get the answer in the words they read", async () => {
  const { start } = await setUpEnforcer(deployment, now);
  const enforcer = await start();
  await ready(enforcer);
  const headers = {
    host: "billing.example.com",
    authorization: `Bearer ${await sampleToken(now)}`,
    "x-sallyport-target": "/invoices/7",
  };
  const said = { method: "GET", scheme: "https", host: "billing.example.com", headers };
  const ask = async (input: object) => {
    const response = await fetch(`${enforcer.url}/v1/data/sallyport/authz`, {
      method: "POST",
      body: JSON.stringify({ input }),
    });
    const { result } = await response.json();
    return result;
  };
  const kong = (path: string) => ({
    request: { http: { ...said, path, querystring: {} } },
    client_ip: "203.0.113.7",
  });
  const apisix = (path: string) => ({
    type: "http",
    request: { ...said, path, query: {}, port: 443 },
    var: { remote_addr: "203.0.113.7" },
  });
  for (const shape of [kong, apisix]) {
    const allowed = await ask(shape("/invoices/7"));
    expect(allowed).toMatchObject({ allow: true, headers: { "X-Sallyport-Subject": "ann" } });
    const denied = await ask(shape("/invoices/8"));
    expect(denied).toMatchObject({ allow: false, status: 400, status_code: 400 });
    expect(denied.reason).toBe("malformed-request");
  }
});
