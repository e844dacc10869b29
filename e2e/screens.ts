import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Every screen that the journey has filled; pictures of all of them are kept in test-results/screens. */
const screens: Readonly<Record<string, string>> = {
  overview: "/",
  apis: "/apis",
  api: "/apis/payments",
  "api-import": "/apis/import",
  policies: "/policies",
  policy: "/policies/clerks-read-invoices",
  access: "/policies/access",
  send: "/send?api=payments&operation=getInvoice",
  releases: "/releases",
  release: "/releases/3",
  publish: "/releases/publish",
  people: "/people",
  person: "/people/carl",
  roles: "/people/roles",
  devices: "/devices",
  device: "/devices/carl-device-1",
  enforcers: "/enforcers",
  enforcer: "/enforcers/edge-opa",
  connect: "/enforcers/evaluation?tab=connect",
  decisions: "/decisions",
  audit: "/audit",
  settings: "/settings",
  tokens: "/settings/tokens",
  keys: "/settings/keys",
  issuers: "/settings/issuers",
  portal: "/me",
  "portal-devices": "/me/devices",
  "portal-token": "/me/token",
};

const sizes = { wide: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } } as const;
const folder = join("test-results", "screens");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Goes to every screen in both themes and sizes, keeps a picture, and gives what axe finds (WCAG 2.2 AA). */
export async function walkScreens(page: Page): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const findings: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      for (const [name, path] of Object.entries(screens)) {
        await page.goto(path, { waitUntil: "load" });
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await page.screenshot({ path: join(folder, `${name}-${theme}-${size}.png`) });
        findings.push(...(await findViolations(page, `${name} ${theme} ${size}`)));
      }
    }
  }
  return findings;
}

async function findViolations(page: Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  return violations.map(({ id, nodes }) => {
    const places = nodes.map((node) => node.target.join(" ")).slice(0, 3);
    return `${where}: ${id} at ${places.join(", ")}`;
  });
}
