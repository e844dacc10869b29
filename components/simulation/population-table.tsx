import type { z } from "zod";
import { reasonWord } from "#components/data/reason-word.ts";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { StateBadge, type StateTone } from "#components/ui/state-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { Access, simulation } from "#lib/simulation/contract.ts";

type Population = z.output<typeof simulation.population.output>;
type Row = Population["rows"][number];

const words: Readonly<Record<Row["change"], { readonly word: string; readonly tone: StateTone }>> =
  {
    gained: { word: "Gains access", tone: "good" },
    lost: { word: "Loses access", tone: "bad" },
    "newly-challenged": { word: "Asked for more", tone: "attention" },
    eased: { word: "Asked for less", tone: "busy" },
  };

const columns: readonly Column<Row>[] = [
  {
    key: "who",
    header: "Who",
    cell: ({ subject }) =>
      subject === null ? (
        <strong>Anybody, without a token</strong>
      ) : (
        <TextLink href={paths.person(subject)}>{subject}</TextLink>
      ),
  },
  {
    key: "change",
    header: "Change",
    width: "10rem",
    cell: ({ change }) => <StateBadge tone={words[change].tone}>{words[change].word}</StateBadge>,
  },
  {
    key: "what",
    header: "What",
    cell: ({ api, operations }) => (
      <>
        <TextLink href={paths.api(api)}>{api}</TextLink>
        <details>
          <summary className="cursor-pointer">
            {formatCount(operations.length, "operation")}
          </summary>
          <ul className="mt-1 font-mono text-xs text-muted">
            {operations.slice(0, 50).map((id) => (
              <li key={id} className="[overflow-wrap:anywhere]">
                {id.slice(api.length + 1)}
              </li>
            ))}
            {operations.length > 50 ? (
              <li>and {formatNumber(operations.length - 50)} more</li>
            ) : null}
          </ul>
        </details>
      </>
    ),
  },
  { key: "before", header: "Now", cell: ({ before }) => says(before), secondary: true },
  { key: "after", header: "After", cell: ({ after }) => says(after) },
];

/** Gained, lost, newly challenged, with what each takes. */
export function PopulationTable({ population }: { readonly population: Population }) {
  const { rows, assumed } = population;
  return (
    <div className="space-y-3">
      <p className="text-sm">{summary(population)}</p>
      <DataTable
        caption="Who gains or loses access"
        rows={rows}
        rowKey={(row) => `${row.subject} ${row.operations[0]} ${row.change}`}
        columns={columns}
        empty={
          <EmptyState title="Nobody’s access changes">
            Everybody can call what they can call now, with the same conditions.
          </EmptyState>
        }
      />
      {assumed.length === 0 ? null : (
        <details className="text-sm text-muted">
          <summary className="cursor-pointer">
            Conditions of the moment were taken to be fulfilled ({formatNumber(assumed.length)})
          </summary>
          <ul className="mt-1 list-disc pl-5">
            {assumed.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function says({ outcome, reason, with: remedy }: Access): string {
  if (outcome === "allow") return "Allowed";
  return outcome === "challenge"
    ? `Allowed with: ${remedy ?? reasonWord(reason)}`
    : `Denied: ${reasonWord(reason)}`;
}

/** "3 people gain access, 1 person loses access. …" */
function summary({ counts, people, subjects, operations }: Population): string {
  const whole = `${formatCount(subjects, "person", "people")}, ${formatCount(operations, "affected operation")}`;
  const changes = [
    verb(people.gained, "gains access", "gain access"),
    verb(people.lost, "loses access", "lose access"),
  ];
  const asks = `${formatCount(counts.newlyChallenged, "pair")} of person and operation will be asked for more, ${formatNumber(counts.eased)} for less`;
  return `Of ${whole}: ${changes.join(", ")}. ${asks}.`;
}

function verb(count: number, one: string, many: string): string {
  return `${formatCount(count, "person", "people")} ${count === 1 ? one : many}`;
}
