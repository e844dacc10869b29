import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";
import { figuresTable, measurePage, type Figures } from "#e2e/measure-page.ts";
import { newPerson, type Person } from "#e2e/person.ts";
import { openScreen, putOn, screens } from "#e2e/screens.ts";
import { stopDatabase } from "./fill.ts";
import { emptyFolder, folder, takePictures, writeIndex } from "./gallery.ts";
import { makeThings } from "./make-things.ts";

/** Every screen with nothing, with a large deployment, and with the database away; and the pages that stand alone. */

let owner: Person;
let clerk: Person;
let invitation = "";

test.describe.configure({ mode: "serial", timeout: 1_800_000 });
test.use({ actionTimeout: 20_000 });

test("alone: pages that need no session", async ({ browser }) => {
  emptyFolder();
  const { page, context } = await newPerson(browser);
  await takePictures(page, "alone", {
    "first-run": pathOf(ownerLink()),
    "sign-in": "/sign-in",
    "sign-in-suspended": "/sign-in?error=user-suspended",
    "sign-in-cancelled": "/sign-in?error=cancelled",
    "invitation-unknown": "/invitation?token=spi_unknown",
  });
  await context.close();
});

test("empty: an owner and nothing else", async ({ browser }) => {
  owner = await becomeOwner(browser);
  const { page } = owner;
  await page.goto("/settings");
  await page.getByRole("button", { name: /Remove.*sample/i }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /Remove/i }).click();
  await expect(dialog).toBeHidden();
  await takePictures(page, "empty", emptyScreens());
});

test("full: a large deployment", async ({ browser }) => {
  const { page } = owner;
  const made = await makeThings(browser, page);
  clerk = made.clerk;
  invitation = made.invitation;
  await takePictures(page, "full", { ...screens, decision: await newestDecision(page) });
  await takePictures(clerk.page, "full", { "portal-of-a-user": "/me" });
});

test("figures: script, largest paint and layout shift of every full screen", async () => {
  const { page } = owner;
  await putOn(page, { theme: "light", size: "wide" });
  const figures: Figures[] = [];
  for (const [name, path] of Object.entries(screens)) {
    await openScreen(page, path);
    figures.push(await measurePage(page, name));
  }
  const table = figuresTable(figures);
  writeFileSync(join(folder, "figures.md"), `${table}\n`);
  process.stdout.write(`${table}\n`);
});

test("the README's picture", async () => {
  const { page } = owner;
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await openScreen(page, "/decisions");
  const file = join(folder, "readme.png");
  await page.screenshot({ path: file });
  if (process.env["KEEP_README_PICTURE"] !== "yes") return;
  mkdirSync("docs/screenshots", { recursive: true });
  copyFileSync(file, "docs/screenshots/decisions.png");
});

test("failing: what is gone, what is not allowed, and the database away", async () => {
  await takePictures(owner.page, "failing", {
    "not-found": "/policies/no-such-policy",
    "invitation-used": pathOf(invitation),
  });
  await takePictures(clerk.page, "failing", { "not-allowed": "/policies" });
  stopDatabase();
  await owner.page.waitForTimeout(3000);
  await takePictures(owner.page, "failing", screens);
});

test.afterAll(() => {
  writeIndex();
  process.stdout.write(`Look at ${join(folder, "index.html")}\n`);
});

function ownerLink(): string {
  return readFileSync(join(process.env["DATA_DIR"] ?? "", "owner-link"), "utf8").trim();
}

/** Its path: the browser adds where. */
function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return `${pathname}${search}`;
}

async function becomeOwner(browser: Browser): Promise<Person> {
  const person = await newPerson(browser);
  const { page } = person;
  await page.goto(ownerLink());
  await page.getByLabel("Your name").fill("Olivia Owner");
  await page.getByLabel("E-mail address").fill("olivia@example.com");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Create your passkey on this device" }).click();
  await expect(page.getByText("You are in")).toBeVisible();
  return person;
}

/** Screens of things that are not there yet have nothing to show. */
function emptyScreens(): Record<string, string> {
  const missing = new Set([
    "api",
    "api-settings",
    "policy",
    "release",
    "person",
    "role",
    "device",
    "enforcer",
    "send",
  ]);
  const there = Object.entries(screens).filter(([name]) => !missing.has(name));
  return { ...Object.fromEntries(there), send: "/send" };
}

async function newestDecision(page: Page): Promise<string> {
  await page.goto("/decisions?outcome=challenge");
  const row = page.getByRole("link").filter({ hasText: /ago|now/ });
  return (await row.first().getAttribute("href")) ?? "/decisions";
}
