"use client";
import { RotateCw } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

export type PageErrorProps = {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
};

/** The digest that the server gives this one error; see `lib/database-away.ts`. */
const databaseAway = "database-away";
const databaseWords = {
  title: "The database can't be reached",
  message:
    "Nothing was changed, and enforcers go on deciding by what they have. This page works again once the database does.",
};
const otherWords = {
  title: "This page could not be loaded",
  message:
    "The server could not answer: its database may be away for a moment. Nothing was changed, and enforcers go on deciding.",
};

/** A page that failed. In production Next gives the browser a digest, by which the server's log has the cause. */
export function PageError({ error, retry }: PageErrorProps) {
  const isDatabase = error.digest === databaseAway;
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        {...(isDatabase ? databaseWords : otherWords)}
        requestId={isDatabase ? undefined : error.digest}
        actions={
          <Button icon={<RotateCw aria-hidden className="size-4" />} onClick={retry}>
            Try again
          </Button>
        }
      />
    </>
  );
}
