"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { ApiError } from "#lib/client/api-error.ts";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";
import type { Plan } from "./publish-form.tsx";
import { releases } from "#calls/releases";

const everyMs = 5000;

/** Somebody published while this page stood open: what they changed, before anybody publishes over it. */
export function PublishedMeanwhile({ plan: { baseNumber, channel } }: { readonly plan: Plan }) {
  const router = useRouter();
  const status = useQuery({
    queryKey: queryKey(releases.status, {}),
    queryFn: ({ signal }) => call(releases.status, {}, { signal }),
    refetchInterval: everyMs,
    retry: false,
  });
  const theirs = newestOf(status.data, channel.slug);
  const isNewer = theirs !== null && theirs !== baseNumber && theirs > (baseNumber ?? 0);
  const input = { number: theirs ?? 1 };
  const { data } = useQuery({
    queryKey: queryKey(releases.get, input),
    queryFn: ({ signal }) => call(releases.get, input, { signal }),
    enabled: isNewer,
    retry: false,
  });
  if (!isNewer || !data) return null;
  return (
    <Callout
      tone="warning"
      live
      title={`${data.author.name} published release ${data.number} meanwhile: ${data.message}`}
      actions={
        <Button size="sm" onClick={() => router.refresh()}>
          Look at the difference again
        </Button>
      }
    >
      <ChangedMeanwhile sentences={data.difference.sentences} />
    </Callout>
  );
}

/** What is told is of the channel that is published to. */
function newestOf(
  status: z.output<typeof releases.status.output> | undefined,
  channel: string,
): number | null {
  return status?.channel === channel ? status.baseNumber : null;
}

/** What somebody else changed, out of a refused publication (409). */
export function sentencesOf(error: unknown): readonly string[] {
  if (!(error instanceof ApiError)) return [];
  const { current } = error.problem;
  if (typeof current !== "object" || current === null) return [];
  const sentences: unknown = Reflect.get(current, "sentences");
  return Array.isArray(sentences) ? sentences.filter((each) => typeof each === "string") : [];
}

export function ChangedMeanwhile({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="list-disc space-y-1 pl-4">
      {sentences.slice(0, 8).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {sentences.length > 8 ? <li>and {sentences.length - 8} more</li> : null}
    </ul>
  );
}
