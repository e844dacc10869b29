"use client";
import { PageError, type PageErrorProps } from "#components/shell/page-error.tsx";

/** What a failed page shows instead of itself. */
export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: PageErrorProps["error"];
  readonly reset: () => void;
}) {
  return <PageError error={error} retry={reset} />;
}
