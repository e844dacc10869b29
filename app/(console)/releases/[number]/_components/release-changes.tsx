import { ReleaseDifferenceView } from "#components/data/release-difference.tsx";
import { PopulationView } from "#components/simulation/population-view.tsx";
import type { Release } from "./release-detail.tsx";

/** What differs; while it waits for a person's approval, also for whom. */
export function ReleaseChanges({ release }: { readonly release: Release }) {
  return (
    <div className="space-y-8">
      <ReleaseDifferenceView difference={release.difference} />
      {release.state === "waiting" ? (
        <PopulationView eager releases={{ after: release.number }} />
      ) : null}
    </div>
  );
}
