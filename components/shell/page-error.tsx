"use client";
import { RotateCw } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { wordsFor } from "#lib/client/words.ts";

export type PageErrorProps = {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
};

/** The digest that the server gives this one error; see `lib/database-away.ts`. */
const databaseAway = "database-away";
/** A page that failed. In production Next gives the browser a digest, by which the server's log has the cause. */
export function PageError({ error, retry }: PageErrorProps) {
  const isDatabase = error.digest === databaseAway;
  const { title, text } = wordsFor(isDatabase ? "database-away" : "page-failed");
  return (
    <>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        title={title}
        message={text}
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
