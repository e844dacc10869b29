"use client";
import { useQuery } from "@tanstack/react-query";
import { DecisionOutcome } from "#components/data/decision-outcome.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { call } from "#lib/client/call.ts";
import { paths } from "#lib/client/paths.ts";
import { queryKey } from "#lib/client/query-key.ts";
import { requests } from "#calls/requests";

const everyMs = 700;
const patienceMs = 60_000;

/** Enforcers report in batches: it arrives by itself, and takes the place that was kept for it. */
export function DecisionArrival(input: { readonly enforcer: string; readonly decisionId: string }) {
  const { data } = useQuery({
    queryKey: queryKey(requests.decision, input),
    queryFn: ({ signal }) => call(requests.decision, input, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.decision || state.data?.counted || state.dataUpdateCount * everyMs > patienceMs
        ? false
        : everyMs,
  });
  const decision = data?.decision;
  return (
    <div className="flex min-h-14 flex-wrap items-center justify-between gap-3 rounded-md border px-3 py-2">
      {decision ? (
        <>
          <DecisionOutcome outcome={decision.outcome} reason={decision.reason} />
          <ButtonLink size="sm" href={paths.decision(decision.id)}>
            Why
          </ButtonLink>
        </>
      ) : data?.counted ? (
        <p className="text-sm text-muted">
          Allowed, and counted only: this API’s log keeps a share of its allows.
        </p>
      ) : (
        <p className="flex items-center gap-2 text-sm text-muted">
          <Spinner /> Waiting for the enforcer to report its decision…
        </p>
      )}
    </div>
  );
}
