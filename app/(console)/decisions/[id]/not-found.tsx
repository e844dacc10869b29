import { SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { getSettings } from "#lib/settings/get-settings.ts";

/** A link to a decision outlives it. */
export default async function DecisionNotFound() {
  const { decisionRetentionDays } = await getSettings(await contextFromPage(), {});
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="This decision is not here"
        actions={<ButtonLink href={paths.decisions()}>All decisions</ButtonLink>}
      >
        Decisions are kept for {formatCount(decisionRetentionDays, "day")}; this one may have been
        dropped by its age. Its number may also be none that there ever was.
      </EmptyState>
    </>
  );
}
