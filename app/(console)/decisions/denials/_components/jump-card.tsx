"use client";
import { useSyncExternalStore } from "react";
import { causeWords, type Denials } from "#components/data/denial-words.ts";
import { ObserveApi } from "#components/data/observe-api.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { formatExact } from "#components/ui/format-time.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { paths } from "#lib/client/paths.ts";

type Jump = NonNullable<Denials["jump"]>;

// The server doesn't know the reader's zone: it says UTC, which the first paint keeps.
const never = () => () => undefined;
const readersZone = () => undefined;
const serversZone = () => "UTC";

/** What an API that is only observed lets pass (rule 41). Challenges are no denials. */
const liftable: readonly string[] = ["no-permit", "forbidden", "rate-limited", "unknown-operation"];

/** The top cause in words, and what ends it. */
export function JumpCard({
  jump,
  mayPublish,
}: {
  readonly jump: Jump;
  readonly mayPublish: boolean;
}) {
  const zone = useSyncExternalStore(never, readersZone, serversZone);
  const { what, remedy } = causeWords(jump, (at) => formatExact(Date.parse(at), zone));
  return (
    <Callout tone="danger" title={what} actions={<Actions jump={jump} mayPublish={mayPublish} />}>
      <p>
        {formatCount(jump.denied, "unusual denial")} in five minutes; it began{" "}
        <RelativeTime value={jump.since} />. The largest part is {jump.top.denied} at{" "}
        {jump.top.enforcer}
        {jump.top.api === null ? "" : ` for ${jump.top.api}`}.
      </p>
      {remedy ? <p className="mt-1">{remedy}</p> : null}
    </Callout>
  );
}

function Actions({
  jump: { cause, top },
  mayPublish,
}: {
  readonly jump: Jump;
  readonly mayPublish: boolean;
}) {
  return (
    <>
      {cause.kind === "release" && cause.previous !== null && mayPublish ? (
        <ButtonLink
          variant="primary"
          size="sm"
          href={paths.publish({ rollbackTo: String(cause.previous) })}
        >
          Roll back to release {cause.previous}
        </ButtonLink>
      ) : null}
      {mayPublish && top.api !== null && liftable.includes(top.reason) ? (
        <ObserveApi size="sm" api={{ slug: top.api }} />
      ) : null}
      {cause.kind === "release" ? (
        <ButtonLink size="sm" href={paths.release(cause.number)}>
          What release {cause.number} changed
        </ButtonLink>
      ) : (
        <ButtonLink size="sm" href={paths.enforcer(top.enforcer)}>
          Look at {top.enforcer}
        </ButtonLink>
      )}
      <ButtonLink size="sm" variant="ghost" href={paths.reason(top.reason)}>
        What the reason means
      </ButtonLink>
    </>
  );
}
