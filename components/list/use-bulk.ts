"use client";
import { useState } from "react";
import type { ActionAnswer, ListAction } from "./list-action.ts";
import { useCall } from "#components/data/use-call.ts";
import { bulk, type RowResult } from "#calls/bulk";

/** So many at a time: the progress moves, and a connection that breaks loses little. */
const atATime = 25;

export type Outcome<Row> = { readonly row: Row; readonly result: RowResult };

type Progress = { readonly done: number; readonly of: number };

/** Does something to rows, part by part; asks for the passkey where the action needs a younger one. */
export function useBulk<Row>() {
  const run = useCall(bulk.run);
  const [progress, setProgress] = useState<Progress | null>(null);
  const act = async (
    { action, input }: ListAction<Row>,
    rows: readonly Row[],
    answer: ActionAnswer,
  ): Promise<readonly Outcome<Row>[]> => {
    const outcomes: Outcome<Row>[] = [];
    setProgress({ done: 0, of: rows.length });
    try {
      for (let at = 0; at < rows.length; at += atATime) {
        const part = rows.slice(at, at + atATime);
        outcomes.push(...(await doPart(part)));
        setProgress({ done: outcomes.length, of: rows.length });
      }
    } finally {
      setProgress(null);
    }
    return outcomes;

    async function doPart(part: readonly Row[]): Promise<Outcome<Row>[]> {
      try {
        const inputs = part.map((row) => ({ ...input(row, answer) }));
        const { results } = await run({ action, inputs });
        return part.map((row, index) => ({ row, result: results[index] ?? notAnswered }));
      } catch (error) {
        // The first part was refused as a whole: nothing was done, and the dialog says why.
        if (outcomes.length === 0) throw error;
        const why = error instanceof Error ? error.message : notAnswered.why;
        return part.map((row) => ({ row, result: { ...notAnswered, why } }));
      }
    }
  };
  return { act, progress };
}

const notAnswered = {
  done: false as const,
  code: "unknown",
  why: "The server did not say whether it was done. Look before you try again.",
};
