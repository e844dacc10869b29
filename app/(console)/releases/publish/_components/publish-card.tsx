"use client";
import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { signRelease } from "#components/data/release-ceremony.ts";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { CanaryChoice } from "./canary-choice.tsx";
import type { Plan, Source } from "./publish-form.tsx";
import { ChangedMeanwhile, sentencesOf } from "./published-meanwhile.tsx";
import type { CanaryPlan } from "#lib/canaries/contract.ts";
import { ApiError } from "#lib/client/api-error.ts";
import { ceremonyError } from "#lib/client/ceremony-error.ts";
import { paths } from "#lib/client/paths.ts";
import { wordsFor, type Words } from "#lib/client/words.ts";
import { releases } from "#calls/releases";

type Failure = Words & { readonly sentences: readonly string[] };
type Props = { readonly plan: Plan; readonly source: Source };

/** Why it is made and who gets it first; then the passkey whose challenge is the release's digest. */
export function PublishCard({ plan, source }: Props) {
  const id = useId();
  const [message, setMessage] = useState(
    source.rollbackTo === undefined ? "" : `Roll back to release ${source.rollbackTo}`,
  );
  const [canary, setCanary] = useState<CanaryPlan | null>(null);
  const { busy, failure, send } = useSending({ plan, source });
  return (
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
      {source.rollbackTo === undefined ? (
        <CanaryChoice fleet={plan.fleet} value={canary} onChange={setCanary} />
      ) : null}
      <p className="my-3 text-sm text-muted">
        Your passkey signs exactly this content{canary ? " and who gets it first" : ""}. The
        authority checks that before it signs the bundle.
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
        disabledReason={blockedReason(plan.blocked, message, canary)}
        onClick={() => void send(message, canary)}
      >
        Publish with passkey
      </Button>
    </Card>
  );
}

function useSending({ plan: { baseNumber }, source: { rollbackTo, promote } }: Props) {
  const router = useRouter();
  const prepare = useCall(releases.prepare);
  const publish = useCall(releases.publish);
  const rollback = useCall(releases.rollback);
  const promotion = useCall(releases.promote);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const send = async (message: string, canary: CanaryPlan | null) => {
    setBusy(true);
    setFailure(null);
    const first = canary === null ? {} : { canary };
    try {
      const ceremony = await prepare({ baseNumber, rollbackTo, promote, ...first });
      const assertion = await signRelease(ceremony.options);
      const common = { message, baseNumber, assertion };
      const make = async () => {
        if (promote !== undefined) return promotion({ ...common, ...first, number: promote });
        if (rollbackTo !== undefined) return rollback({ ...common, number: rollbackTo });
        return publish({ ...common, ...first });
      };
      router.push(paths.release((await make()).number));
    } catch (error) {
      setFailure(failureWords(error));
      setBusy(false);
    }
  };
  return { busy, failure, send };
}

/** The server says what it refused; anything else came from the passkey. */
function failureWords(error: unknown): Failure {
  const sentences = sentencesOf(error);
  if (error instanceof ApiError)
    return { title: "Nothing was published", text: error.message, sentences };
  return { ...ceremonyError(error).words, sentences };
}

function blockedReason(
  blocked: boolean,
  message: string,
  canary: CanaryPlan | null,
): string | null {
  if (blocked) return "Correct the errors first.";
  if (canary && !isWhole(canary))
    return "Say how many enforcers get it first, and for how many minutes.";
  return message.trim() === "" ? "Say what this release is for." : null;
}

/** As the server asks it of a plan; what is left out of a form field is no number. */
function isWhole({ enforcers, minutes }: CanaryPlan): boolean {
  const among = enforcers.by === "percent" ? isWithin(enforcers.percent, 99) : enforcers.key !== "";
  return among && isWithin(minutes, 10_080);
}

function isWithin(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}
