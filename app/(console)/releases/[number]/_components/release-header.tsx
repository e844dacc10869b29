import { GitCompareArrows } from "lucide-react";
import { ApiCall } from "#components/data/api-call.tsx";
import { ReleaseState } from "#components/data/release-state.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { PendingActions } from "./pending-actions.tsx";
import type { Release } from "./release-detail.tsx";
import { paths } from "#lib/client/paths.ts";

type Props = { readonly release: Release };

/** Which release, where it stands, and what can be done with it. */
export function ReleaseHeader({ release: data }: Props) {
  const pending = data.state === "waiting" || data.state === "signing";
  return (
    <PageHeader
      breadcrumbs={[{ label: "Releases", href: paths.releases() }]}
      title={`Release ${data.number}`}
      tools={
        <>
          {data.baseNumber === null ? null : (
            <ButtonLink
              size="sm"
              variant="ghost"
              href={paths.compareReleases(data.baseNumber, data.number)}
              icon={<GitCompareArrows aria-hidden className="size-3.5" />}
            >
              Compare
            </ButtonLink>
          )}
          <ApiCall read="release" input={{ number: data.number }} />
        </>
      }
      status={
        <span className="flex gap-2" aria-live="polite">
          <ReleaseState state={data.state} />
          {data.current ? <Badge tone="allow">Current</Badge> : null}
        </span>
      }
      subtitle={data.message}
      actions={pending ? <PendingActions release={data} /> : <NextStep release={data} />}
    />
  );
}

/** On to the next channel while it is in force; back to it once it is not. */
function NextStep({ release: { number, state, current, promotesTo } }: Props) {
  if (current && promotesTo)
    return (
      <ButtonLink href={paths.publish({ promote: String(number) })} variant="primary">
        Promote to {promotesTo.name}
      </ButtonLink>
    );
  if (state !== "served" || current) return null;
  return (
    <ButtonLink href={paths.publish({ rollbackTo: String(number) })}>Roll back to this</ButtonLink>
  );
}
