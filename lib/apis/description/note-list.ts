import { notesMax } from "./limits.ts";
import { storableText } from "./storable-text.ts";

/** `skipped`: not imported. `changed`: imported otherwise than written. `noted`: worth knowing. */
export type DescriptionNote = {
  readonly pointer: string;
  readonly kind: "skipped" | "changed" | "noted";
  readonly reason: string;
};

/** What the reader has to say about a document; bounded per kind, with the rest counted. */
export type NoteList = {
  readonly notes: DescriptionNote[];
  readonly counts: Record<DescriptionNote["kind"], number>;
};

export function emptyNotes(): NoteList {
  return { notes: [], counts: { skipped: 0, changed: 0, noted: 0 } };
}

export function addNote(
  list: NoteList,
  kind: DescriptionNote["kind"],
  pointer: string,
  reason: string,
): void {
  list.counts[kind] += 1;
  if (list.counts[kind] > notesMax[kind]) return;
  list.notes.push({
    kind,
    pointer: storableText(pointer, 1200),
    reason: storableText(reason, 2000),
  });
}

/** How many remarks were counted and not kept. */
export function leftOut({ notes, counts }: NoteList): number {
  return counts.skipped + counts.changed + counts.noted - notes.length;
}
