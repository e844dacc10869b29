import { OutcomeBadge, type Outcome } from "#components/ui/outcome-badge.tsx";

const known: readonly Outcome[] = ["allow", "challenge", "deny"];

/** Outcome as badge, reason code beside it. */
export function DecisionOutcome({
  outcome,
  reason,
}: {
  readonly outcome: string;
  readonly reason: string;
}) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <OutcomeBadge outcome={known.find((each) => each === outcome) ?? "unknown"} />
      <code className="text-xs text-muted">{reason}</code>
    </span>
  );
}
