import { storableText } from "./storable-text.ts";

/** Why a description can't be read at all: a sentence for the person who brought it, and where. */
export class DescriptionError extends Error {
  /** JSON pointer into the document, or null where it could not be parsed. */
  readonly pointer: string | null;
  readonly line: number | null;
  readonly column: number | null;

  constructor(
    message: string,
    at: { readonly pointer?: string; readonly line?: number; readonly column?: number } = {},
  ) {
    super(storableText(message, 3000));
    this.name = "DescriptionError";
    this.pointer = at.pointer === undefined ? null : storableText(at.pointer, 1200);
    this.line = at.line ?? null;
    this.column = at.column ?? null;
  }
}
