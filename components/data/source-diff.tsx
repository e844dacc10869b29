import { classNames } from "#components/ui/class-names.ts";
import { lineDiff } from "./line-diff.ts";

const marks = { same: " ", added: "+", removed: "-" } as const;
const looks = {
  same: "text-muted",
  added: "bg-allow-soft text-allow-ink",
  removed: "bg-deny-soft text-deny-ink",
} as const;
const words = { same: "", added: "added: ", removed: "removed: " } as const;

/** Two versions of a text as one, with signs as well as colours for what came and went. */
export function SourceDiff({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Difference as text"
      className="mt-3 overflow-x-auto rounded-md border bg-sunken py-2 font-mono text-xs"
    >
      {lineDiff(before, after).map((line, index) => (
        <div
          key={`${index}:${line.text}`}
          className={classNames("px-3 whitespace-pre", looks[line.kind])}
        >
          <span aria-hidden>{marks[line.kind]} </span>
          <span className="sr-only">{words[line.kind]}</span>
          {line.text}
        </div>
      ))}
    </pre>
  );
}
