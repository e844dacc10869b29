"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { PopulationTable } from "./population-table.tsx";
import { FormError } from "#components/form/form-error.tsx";
import { readProblem } from "#components/form/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { call } from "#lib/client/call.ts";
import { queryKey } from "#lib/client/query-key.ts";
import { simulation } from "#calls/simulation";

type Props = {
  readonly draft?: { readonly name: string | null; readonly source: string } | undefined;
  /** Between releases, instead of the one in force and everything unpublished. */
  readonly releases?: { readonly before?: number; readonly after?: number } | undefined;
  /** Asks at once instead of waiting for a click. */
  readonly eager?: boolean;
};

/** Who can call this now and after: over everybody, before anything is published. */
export function PopulationView({ draft, releases, eager = false }: Props) {
  const [asked, setAsked] = useState<Props["draft"] | null>(eager ? draft : null);
  const input = asked ? { draft: asked } : { ...releases };
  const { data, error, isFetching } = useQuery({
    queryKey: queryKey(simulation.population, input),
    queryFn: ({ signal }) => call(simulation.population, input, { signal }),
    enabled: asked !== null,
    retry: false,
    staleTime: 5_000,
  });
  const compare = (
    <Button loading={isFetching} onClick={() => setAsked(draft)}>
      {asked === null ? "Compare" : "Compare again"}
    </Button>
  );
  return (
    <Section {...wordsFor(releases)} actions={eager ? undefined : compare}>
      <div className="space-y-3" aria-live="polite">
        {isOutdated(asked, draft) ? (
          <p className="text-sm text-muted">The policy has changed since this comparison.</p>
        ) : null}
        {error ? (
          <FormError problem={readProblem(error)} />
        ) : (
          <Answer population={data} asked={asked !== null} />
        )}
      </div>
    </Section>
  );
}

function wordsFor(releases: Props["releases"]) {
  const whole = "Everybody and every operation that";
  return {
    title: `Who can call this, ${releases?.before === undefined ? "now" : "before"} and after`,
    description: `${whole} the ${releases ? "difference" : "unpublished changes"} could affect.`,
  };
}

function isOutdated(asked: Props["draft"] | null, draft: Props["draft"]): boolean {
  return asked !== null && asked?.source !== draft?.source;
}

function Answer({
  population,
  asked,
}: {
  readonly population: z.output<typeof simulation.population.output> | undefined;
  readonly asked: boolean;
}) {
  if (population) return <PopulationTable population={population} />;
  return asked ? <p className="text-sm text-muted">Deciding for everybody…</p> : null;
}
