import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { figuresTable, measurePage, scriptBytesMax, type Figures } from "./measure-page.ts";
import { looks, openScreen, putOn, screens, type Look } from "./screens.ts";

const folder = join("test-results", "screens");
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Goes to every screen in both themes and sizes, keeps a picture, and gives what is wrong with them: what axe finds
 * (WCAG 2.2 AA), and pages that load too much script. How fast they were is printed, for a person to judge.
 */
export async function walkScreens(page: Page): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const findings: string[] = [];
  const figures: Figures[] = [];
  for (const look of looks) {
    await putOn(page, look);
    for (const [name, path] of Object.entries(screens)) {
      await openScreen(page, path);
      if (isFirst(look)) figures.push(await measurePage(page, name));
      await page.screenshot({ path: join(folder, `${name}-${look.theme}-${look.size}.png`) });
      findings.push(...(await findViolations(page, `${name} ${look.theme} ${look.size}`)));
    }
  }
  process.stdout.write(`${figuresTable(figures)}\n`);
  return [...findings, ...figures.flatMap(tooMuchScript)];
}

function isFirst({ theme, size }: Look): boolean {
  return theme === "light" && size === "wide";
}

function tooMuchScript({ name, scriptBytes }: Figures): string[] {
  const most = scriptBytesMax(name);
  if (scriptBytes > 0 && scriptBytes <= most) return [];
  return [`${name}: ${scriptBytes} bytes of script without the editor, at most ${most}`];
}

async function findViolations(page: Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
  return violations.map(({ id, nodes }) => {
    const places = nodes.map((node) => node.target.join(" ")).slice(0, 3);
    return `${where}: ${id} at ${places.join(", ")}`;
  });
}
