import type { Page } from "@playwright/test";

/**
 * What a page may load besides the editor, as it comes over the wire. The aim is 200 kB; React and Next are 138 kB of
 * it (docs/performance.md). Where pages are above, this keeps them from growing.
 */
export function scriptBytesMax(name: string): number {
  return name === "policy" || name === "policy-new" ? 330_000 : 240_000;
}

export type Figures = {
  readonly name: string;
  /** All scripts of the page after a full load, compressed; the policy editor's apart. */
  readonly scriptBytes: number;
  readonly editorBytes: number;
  readonly largestPaintMs: number;
  /** Cumulative layout shift: 0 is a page where nothing jumps. */
  readonly layoutShift: number;
};

/** Of the page as it stands: to be asked once what it loads by itself is there. */
export async function measurePage(page: Page, name: string): Promise<Figures> {
  await untilNothingLoads(page);
  const measured = await page.evaluate(measureHere);
  const isEditor = await Promise.all(
    measured.scripts.map(async ({ url }) => (await textOf(page, url)).includes("cm-content")),
  );
  const bytesOf = (editor: boolean) =>
    measured.scripts
      .filter((_script, at) => isEditor[at] === editor)
      .reduce((sum, { bytes }) => sum + bytes, 0);
  const { largestPaintMs, layoutShift } = measured;
  return {
    name,
    scriptBytes: bytesOf(false),
    editorBytes: bytesOf(true),
    largestPaintMs,
    layoutShift,
  };
}

/** Not "networkidle": the stream of changes never ends. */
async function untilNothingLoads(page: Page): Promise<void> {
  await page.waitForLoadState("load");
  const loaded = () => page.evaluate(() => performance.getEntriesByType("resource").length);
  for (let before = -1, now = await loaded(); before !== now;) {
    before = now;
    await page.waitForTimeout(500);
    now = await loaded();
  }
}

const texts = new Map<string, string>();

async function textOf(page: Page, url: string): Promise<string> {
  const known = texts.get(url);
  if (known !== undefined) return known;
  const text = await (await page.request.get(url)).text();
  texts.set(url, text);
  return text;
}

/** Runs in the page. Sizes are those of the compressed bodies, also where they came from the cache. */
async function measureHere() {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- the page gets this function alone
  const entriesOf = (type: string) =>
    new Promise<PerformanceEntry[]>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type, buffered: true });
      setTimeout(() => resolve([]), 100);
    });
  const scripts = performance
    .getEntriesByType("resource")
    .filter((entry): entry is PerformanceResourceTiming => /\.js(?:\?|$)/.test(entry.name))
    .map((entry) => ({ url: entry.name, bytes: entry.encodedBodySize }));
  const paints = await entriesOf("largest-contentful-paint");
  const shifts = await entriesOf("layout-shift");
  return {
    scripts: [...new Map(scripts.map((script) => [script.url, script])).values()],
    largestPaintMs: Math.round(paints.at(-1)?.startTime ?? 0),
    layoutShift: shifts.reduce((sum, shift) => sum + Number(Reflect.get(shift, "value")), 0),
  };
}

function kB(bytes: number): string {
  return bytes === 0 ? "–" : `${Math.round(bytes / 1000)} kB`;
}

/** A table for docs/performance.md. */
export function figuresTable(figures: readonly Figures[]): string {
  const rows = figures.map(
    ({ name, scriptBytes, editorBytes, largestPaintMs, layoutShift }) =>
      `| ${name} | ${kB(scriptBytes)} | ${kB(editorBytes)} | ${largestPaintMs} ms | ${layoutShift.toFixed(3)} |`,
  );
  return [
    "| screen | script | editor | largest paint | layout shift |",
    "|---|--:|--:|--:|--:|",
    ...rows,
  ].join("\n");
}
