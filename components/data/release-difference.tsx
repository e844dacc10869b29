"use client";
import type { ReactNode } from "react";
import type { z } from "zod";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { SourceDiff } from "./source-diff.tsx";
import { paths } from "#lib/client/paths.ts";
import type { releaseDifference } from "#lib/releases/contract.ts";

type Difference = z.output<typeof releaseDifference>;

type Props = {
  readonly difference: Difference;
  /** What can be done with one change. */
  readonly actions?: ((change: Change) => ReactNode) | undefined;
};

export type Change = {
  readonly kind: "policy" | "api";
  readonly id: string;
  readonly change: "added" | "changed" | "removed";
};

const changeWords = { added: "Added", changed: "Changed", removed: "Removed" } as const;
const tones = { added: "allow", changed: "challenge", removed: "deny" } as const;

/** A release's difference: every policy as a sentence before and after, with its text; every API in sentences. */
export function ReleaseDifferenceView({ difference, actions }: Props) {
  if (difference.count === 0) return <p className="text-sm text-muted">Nothing differs.</p>;
  return (
    <div className="flex flex-col gap-4">
      {difference.policies.map((policy) => (
        <Card
          key={policy.name}
          headingLevel={3}
          actions={actions?.({ kind: "policy", id: policy.name, change: policy.change })}
          title={
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={tones[policy.change]}>{changeWords[policy.change]}</Badge>
              <TextLink href={paths.policy(policy.name)}>{policy.name}</TextLink>
            </span>
          }
        >
          {policy.sentenceBefore && policy.sentenceBefore !== policy.sentenceAfter ? (
            <p className="text-sm text-muted">
              <span className="sr-only">Before: </span>
              <del>{policy.sentenceBefore}</del>
            </p>
          ) : null}
          {policy.sentenceAfter ? (
            <p className="mb-3 text-base">
              <span className="sr-only">After: </span>
              {policy.sentenceAfter}
            </p>
          ) : null}
          <SourceDiff before={policy.sourceBefore ?? ""} after={policy.sourceAfter ?? ""} />
        </Card>
      ))}
      {difference.apis.map((api) => (
        <Card
          key={api.slug}
          headingLevel={3}
          actions={actions?.({ kind: "api", id: api.slug, change: api.change })}
          title={
            <span className="flex flex-wrap items-center gap-2">
              <Badge tone={tones[api.change]}>{changeWords[api.change]}</Badge>
              <TextLink href={paths.api(api.slug)}>{api.name}</TextLink>
            </span>
          }
        >
          <ul className="list-disc space-y-1 pl-5 text-sm">
            {api.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}
