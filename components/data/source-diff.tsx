import { classNames } from "#components/ui/class-names.ts";
import { lineDiff, sideBySide, type DiffLine } from "./line-diff.ts";

const marks = { same: " ", added: "+", removed: "-" } as const;
const looks = {
  same: "text-muted",
  added: "bg-allow-soft text-allow-ink",
  removed: "bg-deny-soft text-deny-ink",
} as const;
const words = { same: "", added: "added: ", removed: "removed: " } as const;

/** Two versions of a text, beside each other where there is room, with signs as well as colours for what came and went. */
export function SourceDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const lines = lineDiff(before, after);
  const bothThere = before !== "" && after !== "";
  return (
    <div className="@container mt-3">
      <div
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label="Difference as text"
        className="overflow-x-auto rounded-md border bg-sunken py-2 font-mono text-xs"
      >
        {bothThere ? <SideBySide lines={lines} /> : null}
        <div className={classNames(bothThere && "@3xl:hidden")}>
          {lines.map((line, index) => (
            <Line key={`${index}:${line.text}`} line={line} />
          ))}
        </div>
      </div>
    </div>
  );
}

function SideBySide({ lines }: { readonly lines: readonly DiffLine[] }) {
  return (
    <table className="hidden w-full table-fixed @3xl:table">
      <caption className="sr-only">Before and after, line by line</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {sideBySide(lines).map(({ left, right }, index) => (
          <tr key={`${index}:${left?.text}:${right?.text}`} className="align-top">
            <td className="p-0">{left ? <Line line={left} wrap /> : null}</td>
            <td className="border-l p-0">{right ? <Line line={right} wrap /> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Line({ line, wrap = false }: { readonly line: DiffLine; readonly wrap?: boolean }) {
  return (
    <div
      className={classNames(
        "min-h-4 px-3",
        wrap ? "whitespace-pre-wrap [overflow-wrap:anywhere]" : "whitespace-pre",
        looks[line.kind],
      )}
    >
      <span aria-hidden>{marks[line.kind]} </span>
      <span className="sr-only">{words[line.kind]}</span>
      {line.text}
    </div>
  );
}
