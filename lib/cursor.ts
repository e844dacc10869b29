import { z } from "zod";

/** The position after an item, opaque to callers. Throws nothing: a cursor that can't be read is the beginning. */
export function encodeCursor(value: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

export function decodeCursor(cursor: string | undefined): readonly (string | number)[] | null {
  if (cursor === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return z.array(z.union([z.string(), z.number()])).parse(value);
  } catch {
    return null;
  }
}
