import { TraceView } from "./trace-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { OutcomeBadge } from "#components/ui/outcome-badge.tsx";
import type { SimulatedDecision } from "#lib/simulation/contract.ts";

type Props = {
  readonly title: string;
  /** Null: nothing is published yet. */
  readonly decision: SimulatedDecision | null;
};

/** One side of the comparison: what would be decided, why, and condition by condition. */
export function SimulatedOutcome({ title, decision }: Props) {
  if (!decision)
    return (
      <Card title={title} headingLevel={3}>
        <p className="text-sm text-muted">No release is published yet.</p>
      </Card>
    );
  return (
    <Card title={title} headingLevel={3} actions={<OutcomeBadge outcome={decision.outcome} />}>
      <p className="mb-3 text-sm [overflow-wrap:anywhere]">{decision.explanation}</p>
      {decision.trace ? <TraceView trace={decision.trace} /> : null}
    </Card>
  );
}
