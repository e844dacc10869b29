import { notesMax } from "./limits.ts";

/** `skipped`: not imported. `changed`: imported otherwise than written. `noted`: worth knowing. */
export type DescriptionNote = {
  readonly pointer: string;
  readonly kind: "skipped" | "changed" | "noted";
  readonly reason: string;
};

/** What the reader has to say about a document; bounded, with the rest counted. */
export type NoteList = {
  readonly notes: DescriptionNote[];
  leftOut: number;
};

export function addNote(
  list: NoteList,
  kind: DescriptionNote["kind"],
  pointer: string,
  reason: string,
): void {
  if (list.notes.length >= notesMax) list.leftOut += 1;
  else
    list.notes.push({
      kind,
      pointer: pointer.slice(0, 500).toWellFormed().replaceAll("\u0000", "\uFFFD"),
      reason,
    });
}
