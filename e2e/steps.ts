import { expect, type Browser, type Page } from "@playwright/test";
import { newPerson, type Person } from "./person.ts";

export async function makeRole(page: Page): Promise<void> {
  await page.goto("/people/roles");
  await page.getByRole("button", { name: "Create a role" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Clerk");
  await dialog.getByLabel("Identity").fill("clerk");
  await dialog.getByRole("button", { name: "Create role" }).click();
  await expect(page.getByRole("heading", { name: "Clerk" })).toBeVisible();
}

export async function invite(page: Page): Promise<string> {
  await page.goto("/people");
  await page.getByRole("button", { name: "Invite a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Carl Clerk");
  await dialog.getByLabel("E-mail address").fill("carl@example.com");
  await dialog.getByRole("combobox", { name: /Roles/ }).fill("clerk");
  await page.getByRole("option", { name: /Clerk/ }).click();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  return readSecret(page);
}

export async function acceptInvitation(browser: Browser, link: string): Promise<Person> {
  const person = await newPerson(browser);
  await person.page.goto(link);
  await person.page.getByRole("button", { name: "Create your passkey on this device" }).click();
  await expect(person.page.getByText("You are in")).toBeVisible();
  await person.page.getByRole("link", { name: "Later" }).click();
  await expect(person.page).toHaveURL(/\/me$/);
  return person;
}

export async function approveDevice(page: Page): Promise<void> {
  await page.goto("/devices?state=pending&q=carl");
  await page.getByRole("row").filter({ hasText: "Carl" }).getByRole("link").first().click();
  await page.getByRole("button", { name: "Approve device" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Seen at his desk");
  await dialog.getByRole("button", { name: "Approve device" }).click();
  await expect(page.getByText("Trusted", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Trust" }).click();
  await page.getByRole("option", { name: /Compliant/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Compliant", { exact: true }).first()).toBeVisible();
}

export async function writePolicy(page: Page, source: string): Promise<void> {
  await page.goto("/policies/new?start=nothing");
  const editor = page.locator(".cm-content");
  await editor.click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(source);
  await page.getByRole("button", { name: /^(Create|Save)/ }).click();
  const name = /name: (\S+)/.exec(source)?.[1] ?? "";
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

export async function readSecret(page: Page): Promise<string> {
  const dialog = page.getByText("Shown only once");
  await expect(dialog).toBeVisible();
  const text = (await page.locator("code.select-all").innerText()).trim();
  await page.getByRole("checkbox", { name: "I have stored it" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  return text;
}

export function codeBlock(page: Page, title: RegExp): Promise<string> {
  return page.getByRole("region", { name: title }).innerText();
}

export async function getToken(page: Page, path: string): Promise<string> {
  await page.goto(path);
  await page.getByRole("button", { name: /token/i }).last().click();
  await expect(page.getByText("Your access token")).toBeVisible();
  return (await codeBlock(page, /^Access token$/)).trim();
}

/** Headers of the command that the portal shows once the browser's device key has signed the request. */
export async function signedRequest(page: Page, url: string): Promise<Record<string, string>> {
  await page.getByRole("checkbox", { name: /Bind it to this browser/ }).click();
  await page.getByRole("button", { name: /token/i }).last().click();
  await expect(page.getByText("Your access token")).toBeVisible();
  await page.getByLabel("Address to call").fill(url);
  await page.getByRole("button", { name: "Sign this request" }).click();
  return readSignedHeaders(page);
}

function authTimeMs(jwt: string): Promise<number> {
  const claims: unknown = JSON.parse(
    Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8"),
  );
  const time =
    typeof claims === "object" && claims !== null && "auth_time" in claims
      ? Number(claims.auth_time)
      : 0;
  return Promise.resolve(time * 1000);
}

export async function readSignedHeaders(page: Page): Promise<Record<string, string>> {
  const shell = await codeBlock(page, /^Shell$/);
  return Object.fromEntries(
    [...shell.matchAll(/-H '([^:]+): ([^']+)'/g)].map((match) => [
      match[1]?.toLowerCase() ?? "",
      match[2] ?? "",
    ]),
  );
}

export async function revokeDevice(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Revoke device" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Lost on the train");
  await dialog.getByRole("button", { name: "Revoke device" }).click();
  await expect(page.getByText("Revoked", { exact: true }).first()).toBeVisible();
}

/** Until the ceremony of that token is older than the journey's policy wants it: 20 seconds. */
export async function untilStale(page: Page, token: string): Promise<void> {
  await page.waitForTimeout(Math.max(0, 21_000 - (Date.now() - (await authTimeMs(token)))));
}
