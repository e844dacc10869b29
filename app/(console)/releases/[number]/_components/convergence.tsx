import { Card } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Release } from "./release-detail.tsx";
import { paths } from "#lib/client/paths.ts";

/** Which enforcers have it in force, one by one. */
export function Convergence({ release }: { readonly release: Release }) {
  if (!release.current) return null;
  const live = release.convergence.filter((each) => each.live).length;
  const all = release.convergence.length;
  return (
    <Card
      title="Enforcers"
      description={
        all === 0 ? "None is connected to this channel." : `${live} of ${all} decide by it.`
      }
    >
      {all > 0 ? (
        <Progress
          label="Enforcers that decide by this release"
          value={Math.round((100 * live) / all)}
        />
      ) : null}
      <ul className="mt-3 space-y-1.5">
        {release.convergence.map((each) => (
          <li key={each.enforcer} className="flex items-center justify-between gap-3 text-sm">
            <TextLink href={paths.enforcer(each.enforcer)}>{each.name}</TextLink>
            {each.error ? (
              <StateBadge tone="bad">Refuses</StateBadge>
            ) : (
              <StateBadge tone={each.live ? "good" : "busy"}>
                {each.live ? "In force" : (each.revision ?? "Not seen")}
              </StateBadge>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
