import { SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { paths } from "#lib/client/paths.ts";

/** A thing that is gone, never was, or may not be known: inside the console, so that the way on is at hand. */
export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is no such thing here"
        actions={<ButtonLink href={paths.overview()}>Go to the overview</ButtonLink>}
      >
        The link may be old, the thing may have been removed, or it is something you may not see.
      </EmptyState>
    </>
  );
}
