import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { exportRows, findByPalette, sendWithStepUp, simulate } from "./console-steps.ts";
import { chooseAndAsk, setUpList } from "./list-steps.ts";
import { newPerson, type Person } from "./person.ts";
import { walkScreens } from "./walk-screens.ts";
import {
  acceptInvitation,
  approveDevice,
  codeBlock,
  getToken,
  invite,
  makeRole,
  readSecret,
  readSignedHeaders,
  revokeDevice,
  signedRequest,
  untilStale,
  writePolicy,
} from "./steps.ts";
import { freePort, startNginx, startOpa, type Program } from "./programs.ts";

/**
 * The main job, as people meet it: an owner makes the deployment theirs, invites somebody, imports an API, writes
 * policies, publishes with a passkey, connects nginx and an unmodified OPA; requests through nginx are allowed,
 * challenged, denied and refused; then somebody is suspended, and the next request is denied everywhere.
 */

const dataFolder = process.env["DATA_DIR"] ?? "";
const samplePort = process.env["SAMPLE_PORT"] ?? "";
const enforcerPort = process.env["ENFORCER_PORT"] ?? "";

const policy = `# What the journey permits.
name: clerks-read-invoices
effect: permit
subjects:
  roles: [clerk]
resources:
  apis: [payments]
  operations: [listInvoices]
`;
const freshPolicy = `name: clerks-see-customers-freshly
effect: permit
subjects:
  roles: [clerk]
  users: [olivia]
resources:
  apis: [payments]
  operations: [listCustomers]
when:
  - mfa: { strength: phishing-resistant, within: 20s }
`;
const devicePolicy = `name: clerks-ask-who-they-are
effect: permit
subjects:
  roles: [clerk]
resources:
  apis: [payments]
  operations: [whoAmI]
when:
  - device: { trust: compliant, owned: true }
`;

let owner: Person;
let clerk: Person;
let nginx: Program;
let opa: Program;
let gateway = "";

test.use({ actionTimeout: 10_000 });
test.describe.configure({ mode: "serial", timeout: 240_000 });

test.afterAll(async () => {
  await nginx?.stop();
  await opa?.stop();
});

test("the one-time link makes its visitor the owner, with a passkey", async ({ browser }) => {
  owner = await newPerson(browser);
  const { page } = owner;
  await page.goto(readFileSync(join(dataFolder, "owner-link"), "utf8").trim());
  await page.getByLabel("Your name").fill("Olivia Owner");
  await page.getByLabel("E-mail address").fill("olivia@example.com");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Create your passkey on this device" }).click();
  await expect(page.getByText("You are in")).toBeVisible();
  await page.getByRole("link", { name: "Later" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(page.getByText("0 of 5 done")).toBeVisible();
});

test("an invited user enrolls a passkey and a device", async ({ browser }) => {
  await makeRole(owner.page);
  const link = await invite(owner.page);
  clerk = await acceptInvitation(browser, link);
  const { page } = clerk;
  await page.goto(link);
  await expect(page.getByText("This link was used already")).toBeVisible();
  await page.getByRole("link", { name: "Go on as Carl Clerk" }).click();
  await page.goto("/me/devices");
  await page.getByRole("button", { name: "Enroll this browser" }).click();
  await expect(page.getByText("This browser", { exact: true })).toBeVisible();
  await approveDevice(owner.page);
  await expect(page.getByText("Trusted", { exact: true })).toBeVisible();
});

test("an API is imported from its description, after a preview", async () => {
  const { page } = owner;
  gateway = `127.0.0.1:${await freePort()}`;
  await page.goto("/apis/import");
  await page.locator('input[type="file"]').setInputFiles("prisma/sample/billing.yaml");
  await page.getByLabel("Name", { exact: true }).fill("Payments");
  await page.getByLabel("Identity").fill("payments");
  await page.getByRole("button", { name: "Preview import" }).click();
  await expect(page.getByRole("button", { name: "Create API with 14 operations" })).toBeVisible();
  const hosts = page.getByLabel("Host", { exact: true });
  if ((await hosts.count()) === 0) await page.getByRole("button", { name: "Add host" }).click();
  await hosts.first().fill(gateway);
  await page.getByRole("button", { name: "Create API with 14 operations" }).click();
  await expect(page.getByRole("heading", { name: "Payments" })).toBeVisible();
  await expect(page.getByText("listInvoices").first()).toBeVisible();
});

test("policies are written, and published with a passkey over the release's digest", async () => {
  const { page } = owner;
  for (const source of [policy, freshPolicy, devicePolicy]) await writePolicy(page, source);
  await page.goto("/releases/publish");
  await expect(
    page.getByText("Allow role clerk to use payments (listInvoices)", { exact: false }).first(),
  ).toBeVisible();
  await page.getByLabel("What is this release for?").fill("Clerks may read payments.");
  await page.getByRole("button", { name: "Publish with passkey" }).click();
  await expect(page.getByRole("heading", { name: /^Release \d+/ })).toBeVisible();
  await expect(page.getByText("Served", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("1 of 1 decide by it.")).toBeVisible();
  await expect(page.getByText("Olivia Owner, with a passkey")).toBeVisible();
});

test("an unmodified OPA is connected with what the console says, and turns live by itself", async () => {
  const { page } = owner;
  await page.goto("/enforcers/new");
  await page.getByRole("radio", { name: /Open Policy Agent/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("Edge OPA");
  await page.getByLabel("Identity").fill("edge-opa");
  await page.getByRole("button", { name: "Create credential" }).click();
  const credential = await readSecret(page);
  await expect(page.getByText("Waiting for your enforcer…")).toBeVisible();
  opa = await startOpa(await codeBlock(page, /opa\.yaml/), credential);
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
});

test("nginx is configured with what the console says", async () => {
  const { page } = owner;
  await page.goto("/enforcers/evaluation?tab=connect");
  const server = (await codeBlock(page, /sallyport\.conf/))
    .replace(/listen [^;]+;/, `listen 127.0.0.1:${gateway.split(":")[1]};`)
    .replace(/server_name [^;]+;/, "server_name 127.0.0.1;")
    .replaceAll("127.0.0.1:8181", `127.0.0.1:${enforcerPort}`)
    .replaceAll("127.0.0.1:8080", `127.0.0.1:${samplePort}`);
  nginx = await startNginx(server, Number(gateway.split(":")[1]));
  const stranger = await ask("/v1/invoices", null);
  expect(stranger.status).toBe(401);
  expect(stranger.headers.get("www-authenticate")).toMatch(/^Bearer|^DPoP/);
});

let token = "";

test("through nginx: 200, a challenge that leads through the ceremony to 200, 403, and 400", async () => {
  const { page } = clerk;
  token = await getToken(page, "/me/token?api=payments");
  const allowed = await ask("/v1/invoices?limit=2", token);
  expect(allowed.status).toBe(200);

  await untilStale(page, token);
  const challenged = await ask("/v1/customers", token);
  expect(challenged.status).toBe(401);
  const challenge = challenged.headers.get("www-authenticate") ?? "";
  expect(challenge).toContain('error="insufficient_user_authentication"');
  expect(challenge).toContain('acr_values="phr"');
  expect(challenge).toContain('max_age="20"');
  const fresh = await getToken(page, "/me/token?api=payments&max_age=20&acr_values=phr");
  expect((await ask("/v1/customers", fresh)).status).toBe(200);

  expect((await ask("/v1/payouts", token)).status).toBe(403);
  expect((await ask("/v1/invoices%2f7", token)).status).toBe(400);
});

test("a request bound to the enrolled device passes; the same without its proof does not", async () => {
  const { page } = clerk;
  await page.goto("/me/token?api=payments");
  const signed = await signedRequest(page, `http://${gateway}/v1/whoami`);
  const answer = await fetch(`http://${gateway}/v1/whoami`, { headers: signed });
  expect(answer.status).toBe(200);
  expect(JSON.stringify(await answer.json())).toContain("x-sallyport-subject");
  const again = await fetch(`http://${gateway}/v1/whoami`, { headers: signed });
  expect(again.status, "a proof is good once").toBe(401);
  const { dpop: _proof, ...unproven } = signed;
  expect((await fetch(`http://${gateway}/v1/whoami`, { headers: unproven })).status).toBe(401);
});

test("each decision and its reason can be read in the console", async () => {
  const { page } = owner;
  await page.goto("/decisions?api=payments&outcome=deny&q=payouts");
  await page
    .getByRole("link")
    .filter({ hasText: /ago|now/ })
    .first()
    .click();
  await expect(page.getByText(/^Denied, because/)).toBeVisible();
  await page.goto("/decisions?api=payments&outcome=challenge&q=customers");
  await page
    .getByRole("link")
    .filter({ hasText: /ago|now/ })
    .first()
    .click();
  await expect(page.getByText(/^Challenged, because .* allowed with/)).toBeVisible();
  await page.goto("/");
  await expect(page.getByText(/of 5 done/)).toBeVisible();
});

test("a real request is sent from the console: challenged, confirmed there and then, allowed", async () => {
  const { page } = owner;
  await untilStale(page, await getToken(page, "/me/token?api=payments"));
  await sendWithStepUp(page, "/send?api=payments&operation=listCustomers");
});

test("a policy is tried before it is published, and shows whom it would let in", async () => {
  const { page } = owner;
  await page.goto("/policies/clerks-read-invoices");
  const url = `http://${gateway}/v1/payouts`;
  const published = await simulate(page, { person: "carl", url });
  expect(published.now).toContain("Denied");
  expect(published.after).toContain("Denied");
  await page.locator(".cm-content").focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(policy.replace("[listInvoices]", "[listInvoices, listPayouts]"));
  await expect(page.getByText("Allowed, because", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Compare" }).click();
  await expect(page.getByText("1 person gains access, 0 people lose access")).toBeVisible();
  await page.getByRole("button", { name: "Undo changes" }).click();
});

test("who can call what is one look, a list is a file, and everything is found by keyboard", async () => {
  const { page } = owner;
  await page.goto("/policies/access?api=payments");
  await expect(page.getByRole("columnheader", { name: "Clerk" })).toBeVisible();
  await expect(page.getByRole("cell", { name: "Allowed" }).first()).toBeVisible();
  await page.goto("/people?q=carl");
  expect(await exportRows(page)).toEqual([expect.stringContaining("carl@example.com")]);
  await findByPalette(page, "clerks-read-invoices");
  await expect(page).toHaveURL(/policies\/clerks-read-invoices$/);
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await expect(page.getByRole("heading", { name: "Decisions", level: 1 })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.locator("a[data-row]").first()).toBeFocused();
});

test("a list is kept as it was set up, and rows are chosen by keyboard", async () => {
  await setUpList(owner.page);
  await chooseAndAsk(owner.page);
});

test("a revoked device is refused at the next request", async () => {
  await owner.page.goto("/devices/carl-device-1");
  await clerk.page.goto("/me/token?api=payments");
  const before = await signedRequest(clerk.page, `http://${gateway}/v1/whoami`);
  expect((await fetch(`http://${gateway}/v1/whoami`, { headers: before })).status).toBe(200);
  await revokeDevice(owner.page);
  await expect
    .poll(async () => {
      await clerk.page.getByRole("button", { name: "Sign this request" }).click();
      const headers = await readSignedHeaders(clerk.page);
      return (await fetch(`http://${gateway}/v1/whoami`, { headers })).headers.get(
        "x-sallyport-reason",
      );
    })
    .toBe("device-revoked");
});

test("OPA decides the same, and a suspended user is denied by both at the next request", async () => {
  const { page } = owner;
  expect(await askOpa(token)).toMatchObject({ allow: true, reason: "permitted" });
  await page.goto("/people/carl");
  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: /^Suspend/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Left the company");
  await dialog.getByRole("button", { name: /^Suspend/ }).click();
  await expect(page.getByText("Suspended", { exact: true }).first()).toBeVisible();
  await expect.poll(async () => (await ask("/v1/invoices", token)).status).toBe(403);
  await expect
    .poll(async () => askOpa(token))
    .toMatchObject({ allow: false, reason: "subject-suspended" });
  await clerk.page.goto("/me");
  await expect(clerk.page).toHaveURL(/sign-in/);
});

test("every screen, in both themes, wide and on a phone, is free of what axe finds", async () => {
  // A hundred pages; a busy machine takes its time.
  test.setTimeout(900_000);
  expect(await walkScreens(owner.page)).toEqual([]);
});

test("no page broke the content security policy", () => {
  expect([...owner.complaints, ...clerk.complaints]).toEqual([]);
});

function ask(path: string, bearer: string | null): Promise<Response> {
  return fetch(`http://${gateway}${path}`, {
    headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
  });
}

async function askOpa(bearer: string): Promise<unknown> {
  const input = {
    request: {
      method: "GET",
      host: gateway,
      target: "/v1/invoices",
      headers: { authorization: `Bearer ${bearer}` },
    },
    client: { address: "127.0.0.1" },
  };
  const response = await fetch(`http://127.0.0.1:${opa.port}/v1/data/sallyport/authz`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input }),
  });
  const body: unknown = await response.json();
  return typeof body === "object" && body !== null && "result" in body ? body.result : body;
}
