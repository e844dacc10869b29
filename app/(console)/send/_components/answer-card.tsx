"use client";
import { ChallengeCallout } from "./challenge-callout.tsx";
import { DecisionArrival } from "./decision-arrival.tsx";
import type { Draft } from "./draft.ts";
import type { Attempt } from "./use-sending.ts";
import { reasonWord } from "#components/data/reason-word.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { paths } from "#lib/client/paths.ts";
import { wordsFor } from "#lib/client/words.ts";
import type { RequestAnswer } from "#lib/requests/contract.ts";

type Props = {
  readonly attempt: Attempt;
  readonly busy: boolean;
  readonly hasKey: boolean;
  readonly onAgain: (
    change: Partial<Draft>,
    more?: { readonly ceremony?: boolean; readonly scopes?: readonly string[] },
  ) => void;
};

/** Status, what it would take, body and headers, and the decision as soon as it is here. */
export function AnswerCard({ attempt, busy, hasKey, onAgain }: Props) {
  const { answer, draft, method, target } = attempt;
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          Answer <StatusBadge answer={answer} />
        </span>
      }
      description={`${method} ${target.length > 60 ? `${target.slice(0, 60)}…` : target} · ${formatNumber(answer.durationMs)} ms`}
    >
      <div className="space-y-4">
        {answer.challenge ? (
          <ChallengeCallout
            challenge={answer.challenge}
            draft={draft}
            busy={busy}
            hasKey={hasKey}
            onAgain={onAgain}
          />
        ) : null}
        {answer.decisionId === null ? (
          <Callout tone="warning" title={wordsFor("no-decision").title}>
            {wordsFor("no-decision").text}
          </Callout>
        ) : (
          <DecisionArrival enforcer={draft.enforcer} decisionId={answer.decisionId} />
        )}
        <Body answer={answer} />
        <details>
          <summary className="min-h-6 cursor-pointer py-0.5 text-sm text-muted">
            {formatNumber(answer.headers.length)} headers
          </summary>
          <div className="mt-2">
            <CodeBlock
              title="Headers"
              wrap
              code={answer.headers.map(({ name, value }) => `${name}: ${value}`).join("\n")}
            />
          </div>
        </details>
      </div>
    </Card>
  );
}

export function StatusBadge({ answer }: { readonly answer: RequestAnswer }) {
  const { status, statusText, reason } = answer;
  return (
    <>
      <Badge tone={toneOf(status)}>
        {status} {statusText}
      </Badge>
      {reason === null ? null : (
        <TextLink className="text-sm font-normal" href={paths.reason(reason)}>
          {reasonWord(reason)}
        </TextLink>
      )}
    </>
  );
}

function toneOf(status: number): Tone {
  if (status < 300) return "allow";
  if (status === 401) return "challenge";
  // A 404 or 500 is the API's own word, no denial.
  return status === 403 || status === 429 ? "deny" : "neutral";
}

function Body({ answer }: { readonly answer: RequestAnswer }) {
  if (answer.bodyBytes === 0) return <p className="text-sm text-muted">The answer has no body.</p>;
  if (answer.body === null)
    return (
      <p className="text-sm text-muted">
        The body is no text: {formatNumber(answer.bodyBytes)} bytes
        {answer.truncated ? " and more" : ""}.
      </p>
    );
  return (
    <CodeBlock
      title={answer.truncated ? "Body, its first 64 kB" : "Body"}
      wrap
      code={pretty(answer.body)}
    />
  );
}

/** JSON is set out in lines; anything else stays as it came. */
function pretty(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
