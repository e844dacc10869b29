import type { Row } from "./bench.ts";

export type Section = {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Why it did not come to its end; null if it did. */
  readonly failure: string | null;
  readonly seconds: number;
};

/** One table in Markdown, to be pasted into docs/performance.md. */
export function formatSummary(machine: string, sections: readonly Section[]): string {
  const lines = [
    "",
    machine,
    "",
    "| what | ours | peer | ratio | goal | |",
    "|---|---|---|---|---|---|",
  ];
  for (const { title, rows, failure, seconds } of sections) {
    lines.push(`| **${title}** (${seconds.toFixed(0)} s) | | | | | |`, ...rows.map(formatRow));
    if (failure !== null) lines.push(`| ${failure} | | | | | **failed** |`);
  }
  return lines.join("\n");
}

function formatRow({ what, ours, peer, ratio, goal, met }: Row): string {
  const times = ratio === null ? "" : `${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0)}×`;
  const mark = met === null ? "" : met ? "✓" : "**missed**";
  return `| ${what} | ${ours} | ${peer} | ${times} | ${goal} | ${mark} |`;
}
