import { Check, CircleQuestionMark, X, type LucideIcon } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { SimulatedDecision } from "#lib/simulation/contract.ts";

type Entry = NonNullable<SimulatedDecision["trace"]>[number];
type Value = Entry["conditions"][number]["value"];

// Shape and word differ, not only the colour.
const looks: Readonly<
  Record<Value, { readonly icon: LucideIcon; readonly word: string; readonly ink: string }>
> = {
  true: { icon: Check, word: "holds", ink: "text-allow-ink" },
  false: { icon: X, word: "does not hold", ink: "text-deny-ink" },
  unknown: { icon: CircleQuestionMark, word: "unknown", ink: "text-muted" },
};

/** Each policy that targets the operation, condition by condition, with the facts that were read. */
export function TraceView({ trace }: { readonly trace: readonly Entry[] }) {
  if (trace.length === 0)
    return <p className="text-sm text-muted">No policy targets this operation.</p>;
  const named = trace.filter(({ matches }) => matches);
  const others = trace.filter(({ matches }) => !matches);
  return (
    <div className="space-y-3">
      <ul className="space-y-3">
        {named.map((entry) => (
          <TracedPolicy key={entry.policy} entry={entry} />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <p className="text-xs text-muted [overflow-wrap:anywhere]">
          Names somebody else: {others.map(({ policy }) => policy).join(", ")}
        </p>
      )}
    </div>
  );
}

function TracedPolicy({ entry }: { readonly entry: Entry }) {
  return (
    <li className="text-sm">
      <p className="[overflow-wrap:anywhere]">
        <span className="text-muted">{entry.effect === "permit" ? "Permit" : "Forbid"} </span>
        <TextLink href={paths.policy(entry.policy)}>{entry.policy}</TextLink>
        <span className={entry.applies ? "font-medium" : "text-muted"}>
          {entry.applies ? " applies" : " does not apply"}
          {entry.mode === "shadow" ? " (shadow)" : ""}
        </span>
      </p>
      <ul className="mt-1 space-y-1">
        {entry.conditions.map((condition) => {
          const { icon: Icon, word, ink } = looks[condition.value];
          return (
            <li key={`${condition.clause} ${condition.says}`} className="flex gap-2">
              <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", ink)} />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <span className="text-muted">{condition.clause} </span>
                {condition.says}
                <span className={classNames("font-medium", ink)}> {word}</span>
                {condition.read.length === 0 ? null : (
                  <span className="block text-xs text-muted">{condition.read.join(", ")}</span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </li>
  );
}
