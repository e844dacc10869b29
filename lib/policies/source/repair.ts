import { editSource } from "./edit-source.ts";
import type { DocumentPath } from "./locate.ts";

/** A change of the text that would settle a diagnostic: what to say, and what to write in place of characters. */
export type Repair = {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
};

/** The text after it. */
export function applyRepair(source: string, { from, to, text }: Repair): string {
  return source.slice(0, from) + text + source.slice(to);
}

/** Only what differs between two texts, so that cursors and comments stay where they were. */
export function smallestChange(before: string, after: string): Omit<Repair, "label"> {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < most - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from, to: before.length - tail, text: after.slice(from, after.length - tail) };
}

/** Sets a member as a field of the form would, or removes it. */
export function repairMember(
  source: string,
  label: string,
  path: DocumentPath,
  value: unknown,
): Repair[] {
  const after = editSource(source, path, value);
  return after === source ? [] : [{ label, ...smallestChange(source, after) }];
}
