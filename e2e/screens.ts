import type { Page } from "@playwright/test";

/** Every screen, with the things that the journeys and `e2e/screenshots` make. */
export const screens: Readonly<Record<string, string>> = {
  overview: "/",
  apis: "/apis",
  api: "/apis/payments",
  "api-settings": "/apis/payments?tab=settings",
  "api-new": "/apis/new",
  "api-import": "/apis/import",
  policies: "/policies",
  policy: "/policies/clerks-read-invoices",
  "policy-new": "/policies/new",
  access: "/policies/access",
  send: "/send?api=payments&operation=getInvoice",
  releases: "/releases",
  release: "/releases/3",
  publish: "/releases/publish",
  people: "/people",
  person: "/people/carl",
  roles: "/people/roles",
  role: "/people/roles/clerk",
  devices: "/devices",
  device: "/devices/carl-device-1",
  enforcers: "/enforcers",
  "enforcer-new": "/enforcers/new",
  enforcer: "/enforcers/edge-opa",
  connect: "/enforcers/evaluation?tab=connect",
  decisions: "/decisions",
  reasons: "/decisions/reasons",
  audit: "/audit",
  settings: "/settings",
  tokens: "/settings/tokens",
  keys: "/settings/keys",
  issuers: "/settings/issuers",
  channels: "/settings/channels",
  portal: "/me",
  "portal-devices": "/me/devices",
  "portal-token": "/me/token",
};

export const themes = ["light", "dark"] as const;
const sizes = { wide: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } } as const;

export type Look = { readonly theme: (typeof themes)[number]; readonly size: keyof typeof sizes };

/** Both themes, wide and on a phone. */
export const looks: readonly Look[] = themes.flatMap((theme) => [
  { theme, size: "wide" as const },
  { theme, size: "phone" as const },
]);

export async function putOn(page: Page, { theme, size }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.setViewportSize(sizes[size]);
}

/** Goes there and waits until the page has its heading, which it also has when it failed. */
export async function openScreen(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: "load" });
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}
