import type { Denials } from "#components/data/denial-words.ts";
import { Callout } from "#components/ui/callout.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";

type Props = { readonly silent: Denials["silent"] };

/** What can't be seen in the numbers: decisions of who is cut off arrive when it is back. */
export function SilentCallout({ silent }: Props) {
  const over = silent.some(({ leaseOver }) => leaseOver);
  return (
    <Callout
      tone={over ? "danger" : "warning"}
      title={over ? "Enforcers are cut off, and deny" : "Enforcers are silent"}
    >
      <ul>
        {silent.map(({ enforcer, lastSeenAt, leaseEndsAt, leaseOver }) => (
          <li key={enforcer}>
            <TextLink href={paths.enforcer(enforcer)}>{enforcer}</TextLink> was last heard of{" "}
            <RelativeTime value={lastSeenAt} />.{" "}
            {leaseOver ? "Its lease ended" : "It goes on deciding until its lease ends,"}{" "}
            <RelativeTime value={leaseEndsAt} />
            {leaseOver
              ? ": it denies, except where an API’s owner chose to go on."
              : " at the latest."}
          </li>
        ))}
      </ul>
      <p className="mt-1">
        Check that it runs and reaches the authority. What it decides meanwhile is listed once it is
        back.
      </p>
    </Callout>
  );
}
