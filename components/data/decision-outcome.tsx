import { reasonWord } from "./reason-word.ts";
import { OutcomeBadge, type Outcome } from "#components/ui/outcome-badge.tsx";

const known: readonly Outcome[] = ["allow", "challenge", "deny"];

/** Outcome as badge, its reason beside it. */
export function DecisionOutcome({
  outcome,
  reason,
}: {
  readonly outcome: string;
  readonly reason: string;
}) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 max-sm:justify-end">
      <OutcomeBadge outcome={known.find((each) => each === outcome) ?? "unknown"} />
      <span className="text-sm text-muted">{reasonWord(reason)}</span>
    </span>
  );
}
