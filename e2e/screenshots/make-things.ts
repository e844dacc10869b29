import { expect, type Browser, type Page } from "@playwright/test";
import type { Person } from "#e2e/person.ts";
import {
  acceptInvitation,
  approveDevice,
  getToken,
  invite,
  makeRole,
  readSecret,
  writePolicy,
} from "#e2e/steps.ts";
import { fill, multiplyDecisions } from "./fill.ts";

const host = `localhost:${process.env["ENFORCER_PORT"] ?? ""}`;
const policies = [
  `# Clerks look invoices up.
name: clerks-read-invoices
effect: permit
subjects:
  roles: [clerk]
resources:
  apis: [payments]
  operations: [listInvoices, getInvoice]
`,
  `name: clerks-see-customers-freshly
effect: permit
subjects:
  roles: [clerk]
resources:
  apis: [payments]
  operations: [listCustomers]
when:
  - mfa: { strength: phishing-resistant, within: 1s }
`,
  `name: engineering-reads-internal-apis
effect: permit
subjects:
  roles: [engineering, operations]
resources:
  apis: all
  access: read
  sensitivity: { atMost: confidential }
`,
  `name: security-everywhere-from-managed-devices
effect: permit
subjects:
  roles: [security]
resources:
  apis: all
when:
  - mfa: { strength: phishing-resistant, within: 1h }
  - device: { trust: managed, owned: true }
`,
];

/** What `screens` names, and a large deployment around it; gives the user who was invited, and with which link. */
export async function makeThings(
  browser: Browser,
  page: Page,
): Promise<{ readonly clerk: Person; readonly invitation: string }> {
  await makeRole(page);
  const invitation = await invite(page);
  const clerk = await acceptInvitation(browser, invitation);
  await clerk.page.goto("/me/devices");
  await clerk.page.getByRole("button", { name: "Enroll this browser" }).click();
  await expect(clerk.page.getByText("This browser", { exact: true })).toBeVisible();
  await approveDevice(page);
  await importPayments(page);
  await fill();
  for (const source of policies) await writePolicy(page, source);
  await publish(page);
  await connectEnforcer(page);
  await makeTraffic(clerk.page);
  // Two changes that are not published yet.
  await writePolicy(page, policies[0]?.replace("clerks-read-invoices", "clerks-read-more") ?? "");
  return { clerk, invitation };
}

async function importPayments(page: Page): Promise<void> {
  await page.goto("/apis/import");
  await page.locator('input[type="file"]').setInputFiles("prisma/sample/billing.yaml");
  await page.getByLabel("Name", { exact: true }).fill("Payments");
  await page.getByLabel("Identity").fill("payments");
  await page.getByRole("button", { name: "Preview import" }).click();
  const create = page.getByRole("button", { name: "Create API with 14 operations" });
  await expect(create).toBeVisible();
  const hosts = page.getByLabel("Host", { exact: true });
  if ((await hosts.count()) === 0) await page.getByRole("button", { name: "Add host" }).click();
  await hosts.first().fill(host);
  await create.click();
  await expect(page.getByRole("heading", { name: "Payments" })).toBeVisible();
}

async function publish(page: Page): Promise<void> {
  await page.goto("/releases/publish");
  await page.getByLabel("What is this release for?").fill("Payments, and forty more APIs.");
  await page.getByRole("button", { name: "Publish with passkey" }).click();
  await expect(page.getByText("Served", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("1 of 1 decide by it.")).toBeVisible();
}

async function connectEnforcer(page: Page): Promise<void> {
  await page.goto("/enforcers/new");
  await page.getByRole("radio", { name: /Open Policy Agent/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("Edge OPA");
  await page.getByLabel("Identity").fill("edge-opa");
  await page.getByRole("button", { name: "Create credential" }).click();
  await readSecret(page);
}

/** Real requests through the real enforcer, and a day like them. */
async function makeTraffic(page: Page): Promise<void> {
  const token = await getToken(page, "/me/token?api=payments");
  const asked = [
    "/v1/invoices",
    "/v1/customers",
    "/v1/payouts",
    "/v1/invoices/inv_1001",
    "/v1/nothing",
  ];
  for (let round = 0; round < 30; round += 1) {
    for (const path of asked) await ask(path, token);
    await ask("/v1/invoices", null);
    await ask("/v1/invoices%2f7", null);
    await ask("/v1/invoices", "e30.e30.e30");
  }
  await page.waitForTimeout(5000);
  await multiplyDecisions();
}

async function ask(path: string, bearer: string | null): Promise<void> {
  const headers: Record<string, string> = bearer ? { authorization: `Bearer ${bearer}` } : {};
  await fetch(`http://${host}${path}`, { headers });
}
