"use client";
import { useState } from "react";
import type { z } from "zod";
import { useRead } from "#components/data/use-read.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { CanaryTable, limitsSentence } from "./canary-table.tsx";
import { ContinueCanary, HaltCanary } from "./end-canary.tsx";
import { canaries, type canaryView } from "#calls/canaries";
import { paths } from "#lib/client/paths.ts";

export type CanaryView = z.output<typeof canaryView>;

/** Who has the release first, how they compare with the others, the verdict, and how it ends. */
export function CanaryCard({ initial }: { readonly initial: CanaryView }) {
  const { data } = useRead(canaries.get, { number: initial.release }, initial, 1_500);
  const [open, setOpen] = useState<"continue" | "halt" | null>(null);
  const running = data.state === "running";
  return (
    <Card
      title="Canary"
      description={`${capital(data.planSentence)}.`}
      className="mb-5"
      actions={
        running ? (
          <>
            <Button size="sm" variant="danger" onClick={() => setOpen("halt")}>
              Halt and roll back
            </Button>
            <Button
              size="sm"
              variant="primary"
              disabledReason={tooEarly(data)}
              onClick={() => setOpen("continue")}
            >
              Continue to all
            </Button>
          </>
        ) : null
      }
    >
      <div className="space-y-4">
        <Verdict canary={data} />
        {data.evaluation ? <CanaryTable evaluation={data.evaluation} /> : null}
        <p className="text-sm text-muted">{limitsSentence(data.limits)}</p>
        <Members canary={data} />
      </div>
      <ContinueCanary canary={data} open={open === "continue"} onOpenChange={() => setOpen(null)} />
      <HaltCanary canary={data} open={open === "halt"} onOpenChange={() => setOpen(null)} />
    </Card>
  );
}

const tones = { unknown: "info", healthy: "success", worse: "danger" } as const;

function Verdict({ canary }: { readonly canary: CanaryView }) {
  const { state, evaluation, endedAt, endedBecause } = canary;
  if (endedAt !== null)
    return (
      <Callout
        tone={state === "halted" ? "danger" : "success"}
        title={
          state === "halted"
            ? "Halted: the release before is in force again"
            : "Continued to all enforcers"
        }
      >
        {endedBecause} <RelativeTime value={endedAt} />
      </Callout>
    );
  if (state !== "running")
    return (
      <Callout tone="info" live title={state === "halting" ? "Halting" : "Continuing"}>
        The authority signs the next revision.
      </Callout>
    );
  if (evaluation === null)
    return <Callout tone="info" title="The authority has not compared it yet" />;
  const isOver = new Date(canary.mayContinueAt) <= new Date(evaluation.to);
  return (
    <Callout tone={tones[evaluation.verdict]} live title={evaluation.sentence}>
      {isOver ? "Its time was over" : "Its time is over"}{" "}
      <RelativeTime value={canary.mayContinueAt} />
      {canary.plan.afterwards === "ask"
        ? ": then a person continues it."
        : ": then it continues by itself, if it is no worse."}
    </Callout>
  );
}

function Members({ canary: { enforcers, enforcerCount } }: { readonly canary: CanaryView }) {
  const shown = enforcers.slice(0, 12);
  return (
    <p className="text-sm">
      <span className="text-muted">First on </span>
      {shown.map(({ slug, name }, at) => (
        <span key={slug}>
          {at === 0 ? "" : ", "}
          <TextLink href={paths.enforcer(slug)}>{name}</TextLink>
        </span>
      ))}
      {enforcerCount > shown.length ? ` and ${enforcerCount - shown.length} more` : ""}
    </p>
  );
}

function tooEarly({ mayContinueAt }: CanaryView): string | null {
  if (new Date(mayContinueAt) <= new Date()) return null;
  return "Its time is not over yet. If it can’t wait, halt it and publish to all at once.";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
