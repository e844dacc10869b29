"use client";
import { Rocket } from "lucide-react";
import type { z } from "zod";
import { PopulationView } from "#components/simulation/population-view.tsx";
import { ReleaseDifferenceView } from "#components/data/release-difference.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { DiagnosticList } from "./diagnostic-list.tsx";
import { DiscardChange } from "./discard-change.tsx";
import { LockoutWarning } from "./lockout-warning.tsx";
import { PublishCard } from "./publish-card.tsx";
import { PublishedMeanwhile } from "./published-meanwhile.tsx";
import { paths } from "#lib/client/paths.ts";
import type { releases } from "#lib/releases/contract.ts";

export type Plan = z.output<typeof releases.plan.output>;
/** An older release, or one of the channel before; neither: everything that is written. */
export type Source = {
  readonly rollbackTo: number | undefined;
  readonly promote: number | undefined;
};
type Props = {
  readonly plan: Plan;
  readonly source: Source;
  /** Whether single changes can be taken back here. */
  readonly mayDiscard: boolean;
};

/** The difference, what blocks it, and the card that publishes it. */
export function PublishForm({ plan, source, mayDiscard }: Props) {
  const after = source.rollbackTo ?? source.promote ?? null;
  if (plan.canary !== null) return <CanaryFirst number={plan.canary} />;
  if (plan.difference.count === 0)
    return (
      <Card>
        <EmptyState icon={<Rocket aria-hidden />} title="Nothing to publish">
          Enforcers already decide by everything that is written here. Change a policy, or how an
          API is classified, and it appears on this page.
        </EmptyState>
      </Card>
    );
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 space-y-8">
        <ReleaseDifferenceView
          difference={plan.difference}
          actions={mayDiscard ? (change) => <DiscardChange change={change} /> : undefined}
        />
        {plan.blocked ? null : (
          <PopulationView eager {...(after === null ? {} : { releases: { after } })} />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-16 lg:self-start">
        {source.promote === undefined ? <PublishedMeanwhile plan={plan} /> : null}
        {plan.blocked ? null : <LockoutWarning rollbackTo={after} />}
        <DiagnosticList diagnostics={plan.diagnostics} />
        <PublishCard plan={plan} source={source} />
      </div>
    </div>
  );
}

function CanaryFirst({ number }: { readonly number: number }) {
  return (
    <Card>
      <EmptyState
        icon={<Rocket aria-hidden />}
        title={`Release ${number} is in its canary`}
        actions={<ButtonLink href={paths.release(number)}>Look at the canary</ButtonLink>}
      >
        Some enforcers have it, the others don’t. Continue it to all of them or halt it; then the
        next release can be published.
      </EmptyState>
    </Card>
  );
}
