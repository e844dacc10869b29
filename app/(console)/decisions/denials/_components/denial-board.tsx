"use client";
import { DenialTable } from "./denial-table.tsx";
import { JumpCard } from "./jump-card.tsx";
import { SilentCallout } from "./silent-callout.tsx";
import type { Denials } from "#components/data/denial-words.ts";
import { useRead } from "#components/data/use-read.ts";
import { Callout } from "#components/ui/callout.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { Section } from "#components/ui/section.tsx";
import { denials } from "#calls/denials";

type Props = { readonly initial: Denials; readonly mayPublish: boolean };

/** For the engineer on call: what happened, what to do, then the numbers. */
export function DenialBoard({ initial, mayPublish }: Props) {
  const { data } = useRead(denials.get, {}, initial, 10_000);
  return (
    <div className="flex flex-col gap-5">
      {data.jump ? <JumpCard jump={data.jump} mayPublish={mayPublish} /> : null}
      {data.silent.length > 0 ? <SilentCallout silent={data.silent} /> : null}
      {data.jump === null && data.silent.length === 0 ? (
        <Callout tone="success" title="Denials are as usual">
          Nothing is denied much more often than in the six hours before, and every enforcer that
          was at work is heard of.
        </Callout>
      ) : null}
      <Section
        title="Denials of the last five minutes"
        description={`${formatNumber(data.denied)} of ${formatCount(data.decided, "decision")}, by reason, release, enforcer and API.`}
      >
        <DenialTable data={data} />
      </Section>
      <Section
        title="Without the console"
        description="On the enforcer’s own machine, or with the gateways’ secret. Callers see the reason in X-Sallyport-Reason; docs/failure-modes.md says what to check for each."
      >
        <CodeBlock code="curl 'http://localhost:8181/health?why'" title="Ask the enforcer" />
      </Section>
    </div>
  );
}
