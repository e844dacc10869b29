import "#scripts/test-database.ts";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { closeDatabase, database } from "#lib/db/client.ts";
import { notify, notifyChanged } from "#lib/db/notify.ts";
import { required } from "#lib/env.ts";
import { systemContext } from "#lib/context.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { endLiveStreams, liveStream } from "./live-stream.ts";
import { verbs } from "./verbs.ts";

const handle = liveStream(verbs);
let admin = "";
let user = "";

async function cookieOf(consoleRole: "administrator" | "user") {
  const later = new Date(Date.now() + 3_600_000);
  const row = await database().user.create({
    data: {
      slug: consoleRole,
      email: `${consoleRole}@e.example`,
      name: "A",
      state: "active",
      consoleRole,
    },
  });
  const times = { authTime: new Date(), idleUntil: later, absoluteUntil: later };
  const session = await database().session.create({
    data: { userId: row.id, amr: [], acr: "phr", ...times },
  });
  const token = await encode({ token: { sid: session.id }, secret: required("SESSION_SECRET") });
  return `sallyport.session=${token}`;
}

beforeAll(async () => {
  admin = await cookieOf("administrator");
  user = await cookieOf("user");
});
afterAll(async () => {
  endLiveStreams();
  await closeDatabase();
});

/** What has been told on a stream so far, and whether it has ended. */
async function listenAs(cookie: string) {
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const response = await handle(
    new Request("http://localhost/api/live", { headers: { cookie }, signal: closing.signal }),
  );
  const seen = { text: "", ended: false, response };
  const decoder = new TextDecoder();
  void (async () => {
    for await (const chunk of response.body ?? []) seen.text += decoder.decode(chunk);
    seen.ended = true;
  })();
  // LISTEN is under way; hints from before would be lost.
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  return seen;
}

async function holdsSoon(holds: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 200 && !holds(); attempt += 1)
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  return holds();
}
const transact = (run: (tx: Parameters<typeof notify>[0]) => Promise<void>) =>
  database().$transaction(run);

test("what a verb changed is told by domain, once it is committed, to who may read it", async () => {
  const [one, other] = [await listenAs(admin), await listenAs(user)];
  expect(one.response.headers.get("content-type")).toBe("text/event-stream");
  const ctx = systemContext("test");
  await createPolicy(ctx, {
    source: "name: a\neffect: permit\nsubjects: { everybody: true }\nresources: { apis: all }",
  });
  expect(await holdsSoon(() => /event: changed\ndata: [^\n]*\bpolicies\b/.test(one.text))).toBe(
    true,
  );
  expect(one.text).toContain("audit");
  await transact((tx) => notifyChanged(tx, ["me", "policies"]));
  expect(await holdsSoon(() => other.text.includes("data: me"))).toBe(true);
  expect(other.text).not.toContain("policies");
});

test("hints of the authority are told as the domains they are about", async () => {
  const one = await listenAs(admin);
  await transact((tx) => notify(tx, "releases"));
  expect(await holdsSoon(() => /data: [^\n]*releases/.test(one.text))).toBe(true);
});

test("what was rolled back is not told", async () => {
  const one = await listenAs(admin);
  const failed = transact(async (tx) => {
    await notifyChanged(tx, ["devices"]);
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  await transact((tx) => notifyChanged(tx, ["apis"]));
  expect(await holdsSoon(() => one.text.includes("apis"))).toBe(true);
  expect(one.text).not.toContain("devices");
});

test("a session that ends ends its stream with the next hint", async () => {
  const one = await listenAs(user);
  await database().session.updateMany({
    where: { user: { slug: "user" } },
    data: { revokedAt: new Date() },
  });
  await transact((tx) => notifyChanged(tx, ["me"]));
  expect(await holdsSoon(() => one.ended)).toBe(true);
  expect(one.text).not.toContain("data:");
});

const ask = async (cookie: string) =>
  (await handle(new Request("http://localhost/api/live", { headers: { cookie } }))).status;

test("strangers get none, and nobody more than some", async () => {
  expect(await ask("")).toBe(401);
  expect(await ask(user)).toBe(401);
  const statuses = [];
  for (let attempt = 0; attempt < 21; attempt += 1) statuses.push(await ask(admin));
  expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(20);
  expect(statuses.at(-1)).toBe(429);
});
