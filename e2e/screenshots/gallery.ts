import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { looks, openScreen, putOn, type Look } from "#e2e/screens.ts";

/** Not in Playwright's own folder, which each run empties. */
export const folder = join(".test", "screenshots");

export const states = ["empty", "full", "failing", "alone"] as const;
export type State = (typeof states)[number];

type Picture = { readonly screen: string; readonly state: State; readonly look: Look };

const taken: Picture[] = [];

export function emptyFolder(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}

/** Every look of one state: a theme is put on once for all screens. */
export async function takePictures(
  page: Page,
  state: State,
  screens: Readonly<Record<string, string>>,
): Promise<void> {
  for (const look of looks) {
    await putOn(page, look);
    for (const [screen, path] of Object.entries(screens)) {
      await openScreen(page, path);
      await takePicture(page, { screen, state, look });
    }
  }
}

/** The page as it stands, with what was done to it. */
export async function takePicture(page: Page, picture: Picture): Promise<void> {
  await page.screenshot({ path: join(folder, fileOf(picture)), type: "jpeg", quality: 80 });
  taken.push(picture);
}

const fileOf = ({ screen, state, look }: Picture) =>
  `${screen}-${state}-${look.theme}-${look.size}.jpg`;

/** One page with all pictures: a row for each screen and state, in the order in which they were first seen. */
export function writeIndex(): void {
  const names = [...new Set(taken.map(({ screen }) => screen))];
  const rows = names.flatMap((screen) =>
    states.flatMap((state) => {
      const pictures = taken.filter((each) => each.screen === screen && each.state === state);
      return pictures.length === 0 ? [] : [rowOf(screen, state, pictures)];
    }),
  );
  writeFileSync(join(folder, "index.html"), documentOf(rows));
}

function rowOf(screen: string, state: State, pictures: readonly Picture[]): string {
  const links = pictures.map((picture) => {
    const file = fileOf(picture);
    const { theme, size } = picture.look;
    return `<a href="${file}" class="${size}"><img loading="lazy" src="${file}" alt="${screen}, ${state}, ${theme}, ${size}"></a>`;
  });
  return `<section id="${screen}-${state}"><h2>${screen} <small>${state}</small></h2>${links.join("")}</section>`;
}

function documentOf(rows: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Every screen</title>
<style>
body { margin: 1.5rem; font: 14px/1.4 system-ui, sans-serif; background: #f4f5f7; color: #1b2130 }
section { display: flex; gap: 0.75rem; align-items: start; overflow-x: auto; padding: 0.75rem 0; border-top: 1px solid #d5d9e2 }
h2 { flex: 0 0 8rem; margin: 0; font-size: 1rem }
small { display: block; font-weight: normal; color: #5b6375 }
img { display: block; height: 15rem; border: 1px solid #c4c9d6; border-radius: 4px }
</style>
<h1>Every screen</h1>
<p>${taken.length} pictures: light and dark, wide and on a phone. A click shows one at full size.</p>
${rows.join("\n")}
</html>
`;
}
