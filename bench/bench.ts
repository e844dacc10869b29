import { z } from "zod";

/** One line of the summary: a figure of ours beside the peer's in the same run, and whether the goal is met. */
export const row = z.object({
  what: z.string(),
  ours: z.string(),
  peer: z.string(),
  ratio: z.number().nullable(),
  goal: z.string(),
  /** Null where nothing is promised: a figure to know. */
  met: z.boolean().nullable(),
});

export type Row = z.infer<typeof row>;

export type BenchContext = {
  /** `--cases=1000` on the command line. */
  readonly options: ReadonlyMap<string, string>;
  /** Progress, for whoever waits. */
  readonly say: (text: string) => void;
};

/** It shows that both sides give the same answers before it measures, and stops by itself. */
export type Bench = {
  readonly title: string;
  /** After this long the process is ended and the rest goes on. */
  readonly secondsMax: number;
  readonly run: (context: BenchContext) => Promise<readonly Row[]>;
};
