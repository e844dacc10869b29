import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

/** Asks the simulator below a policy about one request, and gives what it says for now and for after publishing. */
export async function simulate(
  page: Page,
  request: { readonly person: string; readonly url: string },
): Promise<{ readonly now: string; readonly after: string }> {
  await page.getByRole("combobox", { name: "Person" }).fill(request.person);
  await page.getByRole("option", { name: new RegExp(request.person) }).click();
  await page.getByLabel("Address of the request").fill(request.url);
  // The innermost one: the card, not the part of the page around it.
  const card = (title: string) =>
    page
      .locator("section")
      .filter({ has: page.getByRole("heading", { name: title, level: 3 }) })
      .last();
  await expect(card("Now").getByText(/^(Allowed|Challenged|Denied), because/)).toBeVisible();
  return {
    now: await card("Now").innerText(),
    after: await card("After publishing").innerText(),
  };
}

/** By keyboard alone: opens the palette, types, takes the first thing found. */
export async function findByPalette(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+K");
  await expect(page.getByRole("combobox", { name: /Search pages/ })).toBeFocused();
  await page.keyboard.type(text);
  await expect(page.getByRole("option", { name: new RegExp(text) }).first()).toBeVisible();
  await expect(page.getByRole("group", { name: "Found" })).toBeVisible();
  await page.keyboard.press("Enter");
}

/** The rows of the CSV that the list's button hands out, without the header. */
export async function exportRows(page: Page): Promise<string[]> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click(),
  ]);
  return readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n")
    .slice(1);
}

/** Sends what the page offers; the challenge is met in place, and each decision arrives by itself. */
export async function sendWithStepUp(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText("401 Unauthorized")).toBeVisible();
  await expect(page.getByText("Challenged", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Confirm with passkey and send again" }).click();
  await expect(page.getByText("200 OK")).toBeVisible();
  await expect(page.getByText("Allowed", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Why" }).click();
  await expect(page.getByText(/^Allowed, because/)).toBeVisible();
}
