import { expect, type Page } from "@playwright/test";

/** Leaves out a column, keeps the list under a name, and finds both again on another visit. */
export async function setUpList(page: Page): Promise<void> {
  await page.goto("/people?sort=-created");
  await page.getByRole("button", { name: "View: columns and density" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Passkeys" }).click();
  await page.getByRole("menuitem", { name: "Save as a view…" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Newcomers");
  await page.getByRole("dialog").getByRole("button", { name: "Save view" }).click();
  const view = page.getByRole("link", { name: "Newcomers" });
  await expect(view).toHaveAttribute("aria-current", "page");
  await page.goto("/people");
  await expect(page.getByRole("columnheader", { name: "Devices" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Passkeys" })).toBeHidden();
  await view.click();
  await expect(page).toHaveURL(/sort=-created/);
}

/** By keyboard alone: chooses somebody, and is told what would happen to how many. */
export async function chooseAndAsk(page: Page): Promise<void> {
  await page.goto("/people?q=carl");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(page.getByRole("region", { name: "Chosen rows" })).toContainText("1 person chosen");
  await page.getByRole("button", { name: "Take a role", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").click();
  await page.getByRole("option", { name: "Clerk" }).click();
  await expect(dialog.getByText("1 person can no longer do")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
}
