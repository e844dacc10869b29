"use client";
import type { z } from "zod";
import { CsvButton } from "#components/data/export-button.tsx";
import { useCall } from "#components/data/use-call.ts";
import { csvExports } from "#calls/exports";

/** The whole matrix as filtered: every operation, and up to 200 roles or people. */
export function MatrixExport({
  input,
}: {
  readonly input: z.input<typeof csvExports.matrix.input>;
}) {
  const take = useCall(csvExports.matrix);
  return <CsvButton name="who-can-call-what" take={() => take(input)} />;
}
