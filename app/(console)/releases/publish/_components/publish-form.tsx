"use client";
import { KeyRound, Rocket } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import type { z } from "zod";
import { PopulationView } from "#components/simulation/population-view.tsx";
import { ReleaseDifferenceView } from "#components/data/release-difference.tsx";
import { useCall } from "#components/data/use-call.ts";
import { signRelease } from "#components/data/release-ceremony.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { DiagnosticList } from "./diagnostic-list.tsx";
import { DiscardChange } from "./discard-change.tsx";
import { LockoutWarning } from "./lockout-warning.tsx";
import { ChangedMeanwhile, PublishedMeanwhile, sentencesOf } from "./published-meanwhile.tsx";
import { ApiError } from "#lib/client/api-error.ts";
import { ceremonyError } from "#lib/client/ceremony-error.ts";
import { paths } from "#lib/client/paths.ts";
import { wordsFor, type Words } from "#lib/client/words.ts";
import { releases } from "#lib/releases/contract.ts";

type Props = {
  readonly plan: z.output<typeof releases.plan.output>;
  readonly rollbackTo: number | null;
  /** Whether single changes can be taken back here. */
  readonly mayDiscard: boolean;
};

type Failure = Words & { readonly sentences: readonly string[] };

/** The difference, what blocks it, why it is made; then the passkey whose challenge is the release's digest. */
export function PublishForm({ plan, rollbackTo, mayDiscard }: Props) {
  const router = useRouter();
  const prepare = useCall(releases.prepare);
  const publish = useCall(releases.publish);
  const rollback = useCall(releases.rollback);
  const id = useId();
  const [message, setMessage] = useState(
    rollbackTo === null ? "" : `Roll back to release ${rollbackTo}`,
  );
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const send = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const ceremony = await prepare({
        baseNumber: plan.baseNumber,
        ...(rollbackTo === null ? {} : { rollbackTo }),
      });
      const assertion = await signRelease(ceremony.options);
      const common = { message, baseNumber: plan.baseNumber, assertion };
      const made =
        rollbackTo === null
          ? await publish(common)
          : await rollback({ ...common, number: rollbackTo });
      router.push(paths.release(made.number));
    } catch (error) {
      setFailure(failureWords(error));
      setBusy(false);
    }
  };

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
          <PopulationView
            eager
            {...(rollbackTo === null ? {} : { releases: { after: rollbackTo } })}
          />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-16 lg:self-start">
        <PublishedMeanwhile baseNumber={plan.baseNumber} />
        {plan.blocked ? null : <LockoutWarning rollbackTo={rollbackTo} />}
        <DiagnosticList diagnostics={plan.diagnostics} />
        <Card title="Publish">
          <label htmlFor={id} className="text-sm font-medium">
            What is this release for?
          </label>
          <Textarea
            id={id}
            rows={3}
            className="mt-1 w-full"
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
          <p className="mt-2 mb-3 text-sm text-muted">
            Your passkey signs exactly this content. The authority checks that before it signs the
            bundle.
          </p>
          {failure ? (
            <Callout
              tone={failure.title === wordsFor("cancelled").title ? "warning" : "danger"}
              live
              title={failure.title}
              className="mb-3"
            >
              {failure.text}
              <ChangedMeanwhile sentences={failure.sentences} />
            </Callout>
          ) : null}
          <Button
            variant="primary"
            icon={<KeyRound aria-hidden className="size-4" />}
            loading={busy}
            disabledReason={blockedReason(plan.blocked, message)}
            onClick={() => void send()}
          >
            Publish with passkey
          </Button>
        </Card>
      </div>
    </div>
  );
}

/** The server says what it refused; anything else came from the passkey. */
function failureWords(error: unknown): Failure {
  const sentences = sentencesOf(error);
  if (error instanceof ApiError)
    return { title: "Nothing was published", text: error.message, sentences };
  return { ...ceremonyError(error).words, sentences };
}

function blockedReason(blocked: boolean, message: string): string | null {
  if (blocked) return "Correct the errors first.";
  return message.trim() === "" ? "Say what this release is for." : null;
}
