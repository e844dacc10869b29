import { DecisionOutcome } from "#components/data/decision-outcome.tsx";
import { EnforcerState } from "#components/data/enforcer-state.tsx";
import { ReleaseState } from "#components/data/release-state.tsx";
import { SensitivityBadge } from "#components/data/sensitivity-badge.tsx";
import { SourceDiff } from "#components/data/source-diff.tsx";
import { WordsCallout } from "#components/identity/words-callout.tsx";
import { EffectBadge } from "#components/policy/effect-badge.tsx";
import { TraceView } from "#components/simulation/trace-view.tsx";
import { Card } from "#components/ui/card.tsx";
import { sensitivities } from "#calls/apis";
import { momentsWithWords, wordsFor } from "#lib/client/words.ts";
import { enforcerStates } from "#calls/enforcers";
import { reasonCodes, reasons } from "#lib/engine/reasons.ts";

const condition = (value: "true" | "false" | "unknown", says: string) => ({
  clause: "when" as const,
  kind: "mfa",
  says,
  value,
  read: ["mfa 3 h ago"],
});

/** Parts that know the domain: each state of each, every reason, and every awkward moment in its words. */
export function DomainSamples() {
  return (
    <div className="grid gap-5 xl:grid-cols-2">
      <Card title="States">
        <div className="space-y-4">
          <Row>
            {enforcerStates.map((state) => (
              <EnforcerState key={state} state={state} />
            ))}
          </Row>
          <Row>
            {["waiting", "signing", "served", "withdrawn", "failed"].map((state) => (
              <ReleaseState key={state} state={state} />
            ))}
          </Row>
          <Row>
            {sensitivities.map((value) => (
              <SensitivityBadge key={value} value={value} />
            ))}
            <SensitivityBadge value="restricted" inherited />
          </Row>
          <Row>
            <EffectBadge effect="permit" mode="enforce" />
            <EffectBadge effect="forbid" mode="enforce" />
            <EffectBadge effect="permit" mode="shadow" />
            <EffectBadge effect="forbid" mode="off" />
          </Row>
        </div>
      </Card>
      <Card title="Reasons">
        <div className="grid gap-2 sm:grid-cols-2">
          {reasonCodes.map((reason) => (
            <DecisionOutcome key={reason} outcome={reasons[reason].outcome} reason={reason} />
          ))}
        </div>
      </Card>
      <Card title="Trace">
        <TraceView
          trace={[
            {
              policy: "finance-reads-invoices",
              effect: "permit",
              mode: "enforce",
              matches: true,
              applies: false,
              conditions: [
                condition("true", "the device is compliant"),
                condition("false", "a passkey sign-in is younger than 15 minutes"),
                condition("unknown", "the request comes from NL"),
              ],
            },
          ]}
        />
      </Card>
      <Card title="Difference">
        <SourceDiff
          before={"effect: permit\nmode: shadow"}
          after={"effect: permit\nmode: enforce"}
        />
      </Card>
      <Card title="Awkward moments" className="xl:col-span-2">
        <div className="grid gap-3 sm:grid-cols-2">
          {momentsWithWords.map((moment) => (
            <WordsCallout key={moment} words={wordsFor(moment)} live={false} />
          ))}
        </div>
      </Card>
    </div>
  );
}

function Row({ children }: { readonly children: React.ReactNode }) {
  return <p className="flex flex-wrap gap-x-4 gap-y-2">{children}</p>;
}
