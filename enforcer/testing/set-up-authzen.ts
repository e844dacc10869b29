import { expect } from "vitest";
import type { EnforcerConfig } from "#enforcer/config.ts";
import { authzenDeployment } from "./authzen-deployment.ts";
import { ready, setUpEnforcer } from "./set-up-enforcer.ts";

const { deployment, now } = authzenDeployment();

/** An enforcer with the scenario's bundles, and ways to ask it. */
export async function setUpAuthzen(over: Partial<EnforcerConfig> = { assertedSubjects: true }) {
  const { authority, start } = await setUpEnforcer(deployment, now);
  const enforcer = await start(over);
  await ready(enforcer);
  const send = (path: string, init: RequestInit) => fetch(`${enforcer.url}${path}`, init);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const json = async (path: string, body: unknown) => {
    const response = await post(path, body);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "application/json",
    ]);
    return response.json();
  };
  const decides = async (body: unknown): Promise<boolean> =>
    (await json("/access/v1/evaluation", body)).decision;
  return { authority, enforcer, send, post, json, decides };
}

type Properties = Readonly<Record<string, unknown>>;
/** A question about one of the scenario's records, properties by what they belong to. */
export const ask = (
  subject: string,
  action: string,
  resource: string,
  more: Record<string, Properties> = {},
) => ({
  subject: { type: "user", id: subject, properties: more["subject"] },
  action: { name: action, properties: more["action"] },
  resource: { type: "record", id: resource, properties: more["resource"] },
});
