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
    super(message);
    this.name = "DescriptionError";
    this.pointer = at.pointer ?? null;
    this.line = at.line ?? null;
    this.column = at.column ?? null;
  }
}
