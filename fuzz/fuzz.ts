import type { Random } from "./random.ts";

/** One input, made from the randomness and tried at once; a property that does not hold is thrown. */
export type FuzzCase = (random: Random) => void | Promise<void>;

export type FuzzTarget = {
  readonly title: string;
  /** Keys, archives, deployments: what all cases share. */
  readonly prepare: () => FuzzCase | Promise<FuzzCase>;
  /**
   * How long one case may keep the event loop; the enforcer's pieces 50 ms. A test allows many times that: its
   * machine is shared.
   */
  readonly blockedMsMax: number;
};

/** The property, as a sentence, that an input has broken. */
export function claim(holds: boolean, property: string, input?: unknown): asserts holds {
  if (!holds) throw new Error(input === undefined ? property : `${property}: ${show(input)}`);
}

export function show(input: unknown): string {
  const text = typeof input === "string" ? JSON.stringify(input) : (JSON.stringify(input) ?? "");
  return text.length > 600 ? `${text.slice(0, 600)}… (${text.length} characters)` : text;
}
