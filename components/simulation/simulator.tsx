"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RecentRequests } from "./recent-requests.tsx";
import { RequestFields } from "./request-fields.tsx";
import { SimulatedOutcome } from "./simulated-outcome.tsx";
import { firstRequest, inputOf, type SimulatedRequest } from "./simulated-request.ts";
import { FormError } from "#components/form/form-error.tsx";
import { readProblem } from "#components/form/problem.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Section } from "#components/ui/section.tsx";
import { useSettled } from "#components/ui/use-settled.ts";
import { call } from "#lib/client/call.ts";
import { paths } from "#lib/client/paths.ts";
import { queryKey } from "#lib/client/query-key.ts";
import { simulation } from "#calls/simulation";

export type SimulatorProps = {
  /** The policy in the editor, which need not be stored. */
  readonly draft?: { readonly name: string | null; readonly source: string } | undefined;
};

/** A request that nobody sends: decided now, and as it would be after everything that is unpublished. */
export function Simulator({ draft }: SimulatorProps) {
  const [request, setRequest] = useState<SimulatedRequest>(firstRequest);
  const change = (part: Partial<SimulatedRequest>) =>
    setRequest((before) => ({ ...before, ...part }));
  const input = inputOf(useSettled(request), useSettled(draft));
  const { data, error } = useQuery({
    queryKey: queryKey(simulation.decide, input),
    queryFn: ({ signal }) => call(simulation.decide, input ?? neverAsked, { signal }),
    enabled: input !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <Section
      title="Try a request"
      description="Nothing is sent or logged. Decided by the release in force, and by everything that is unpublished."
      actions={
        <>
          {input ? (
            <ButtonLink href={paths.send({ url: input.url })}>Send it for real</ButtonLink>
          ) : null}
          <RecentRequests onPick={change} />
        </>
      }
    >
      <div className="@container space-y-4">
        <RequestFields request={request} onChange={change} />
        <FormError problem={error ? readProblem(error) : null} />
        {input && data && !error ? (
          <div className="grid gap-4 @4xl:grid-cols-2" aria-live="polite">
            <SimulatedOutcome title="Now" decision={data.current} />
            <SimulatedOutcome title="After publishing" decision={data.after} />
          </div>
        ) : null}
      </div>
    </Section>
  );
}

const neverAsked = { subject: null, method: "GET", url: "https://localhost/" };
