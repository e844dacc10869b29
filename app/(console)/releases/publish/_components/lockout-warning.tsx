"use client";
import { useQuery } from "@tanstack/react-query";
import { Callout } from "#components/ui/callout.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import { call } from "#lib/client/call.ts";
import { paths } from "#lib/client/paths.ts";
import { queryKey } from "#lib/client/query-key.ts";
import { simulation } from "#calls/simulation";

/** Said before it is published: who publishes would lose access themselves, or nobody could call an API any more. */
export function LockoutWarning({ rollbackTo }: { readonly rollbackTo: number | null }) {
  const input = rollbackTo === null ? {} : { after: rollbackTo };
  const { data } = useQuery({
    queryKey: queryKey(simulation.lockouts, input),
    queryFn: ({ signal }) => call(simulation.lockouts, input, { signal }),
    retry: false,
  });
  if (!data || data.own.length + data.shut.length === 0) return null;
  return (
    <Callout tone="danger" live title="This locks somebody out">
      <ul className="list-disc space-y-1 pl-4">
        {data.own.map(({ api, operations }) => (
          <li key={`own ${api} ${operations[0]}`}>
            <strong>You lose access</strong> to {formatCount(operations.length, "operation")} of{" "}
            <TextLink href={paths.api(api)}>{api}</TextLink>.
          </li>
        ))}
        {data.shut.map(({ api, name, isNew }) => (
          <li key={`shut ${api}`}>
            <TextLink href={paths.api(api)}>{name}</TextLink>{" "}
            {isNew
              ? "comes without a permit: every call of it is denied."
              : "has no permit any more: every call of it is denied."}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
