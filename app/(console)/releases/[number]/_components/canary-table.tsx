import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { CanaryView } from "./canary-card.tsx";

type Evaluation = NonNullable<CanaryView["evaluation"]>;
type Measure = Evaluation["comparisons"][number]["measure"];
type Counts = Evaluation["canary"];

type Row = {
  readonly measure: Measure | "decided";
  readonly canary: Counts;
  readonly control: Counts;
  readonly before: Counts;
  readonly z: readonly (number | null)[];
  readonly verdict: Evaluation["comparisons"][number]["verdict"] | null;
};

const names = {
  decided: "Decisions",
  denials: "Denials",
  challenges: "Challenges",
  errors: "Errors",
} as const;

const verdicts = {
  "too-few": { tone: "neutral", word: "Too few" },
  same: { tone: "allow", word: "No worse" },
  worse: { tone: "deny", word: "Worse" },
  expected: { tone: "challenge", word: "Worse, as expected" },
} as const;

const columns: readonly Column<Row>[] = [
  { key: "measure", header: "Measure", width: "8rem", cell: (row) => names[row.measure] },
  { key: "canary", header: "Canary", align: "end", cell: (row) => share(row, row.canary) },
  { key: "control", header: "The others", align: "end", cell: (row) => share(row, row.control) },
  {
    key: "before",
    header: "Canary, hour before",
    align: "end",
    cell: (row) => share(row, row.before),
  },
  { key: "z", header: "z (others, before)", align: "end", cell: (row) => figures(row) },
  { key: "verdict", header: "Verdict", align: "end", cell: (row) => <Word row={row} /> },
];

/** Canary and control over the same window, and the canary's enforcers before it. */
export function CanaryTable({ evaluation }: { readonly evaluation: Evaluation }) {
  const { canary, control, before, comparisons } = evaluation;
  const groups = { canary, control, before };
  const rows: readonly Row[] = [
    { measure: "decided", ...groups, z: [], verdict: null },
    ...comparisons.map(({ measure, zControl, zBefore, verdict }) => ({
      measure,
      ...groups,
      z: [zControl, zBefore],
      verdict,
    })),
  ];
  return (
    <DataTable
      caption="The canary compared"
      columns={columns}
      rows={rows}
      rowKey={({ measure }) => measure}
      dense
    />
  );
}

function share({ measure }: Row, counts: Counts): string {
  const count = formatNumber(counts[measure]);
  if (measure === "decided" || counts.decided === 0) return count;
  const percent = (100 * counts[measure]) / counts.decided;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)} % (${count})`;
}

function figures({ z }: Row): string {
  return z.map((each) => (each === null ? "–" : each.toFixed(1))).join(", ");
}

function Word({ row: { verdict } }: { readonly row: Row }) {
  if (verdict === null) return null;
  const { tone, word } = verdicts[verdict];
  return <Badge tone={tone}>{word}</Badge>;
}

/** The test, so that nobody has to guess what makes it halt. */
export function limitsSentence(limits: CanaryView["limits"]): string {
  return `Two-proportion test. It halts by itself when one of these is worse: at least ${limits.countMin} of them, a share ${limits.riseMin * 100} points and ${limits.zMin} standard deviations (z) above the others’ in the same time, and above that of the same enforcers in the hour before. Fewer than ${limits.decidedMin} decisions are not compared. It also halts when an enforcer of the canary refuses it.`;
}
