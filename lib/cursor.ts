import { z } from "zod";
import { isStorable } from "#lib/storable.ts";

type Position = readonly (string | number)[];

/** The position after an item, opaque to callers. */
export function encodeCursor(value: Position): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/**
 * The position in a cursor, as `shape` says what it is made of: a caller can write anything there, and the database
 * must not be asked for it. Throws nothing: a cursor that can't be read is the beginning.
 */
export function decodeCursor<S extends z.ZodType<Position>>(
  cursor: string | undefined,
  shape: S,
): z.output<S> | null {
  if (cursor === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return shape.parse(value);
  } catch {
    return null;
  }
}

const text = z.string().refine(isStorable);

/** What lists are ordered by, and their cursors made of. */
export const positions = {
  /** UUIDs of version 7: by age. */
  id: z.tuple([z.uuid()]),
  /** A slug or name that is unique. */
  name: z.tuple([text]),
  /** A name that may come twice, and what tells them apart. */
  names: z.tuple([text, text]),
  number: z.tuple([z.number().int().min(0).max(2_147_483_647)]),
  seq: z.tuple([z.string().regex(/^\d{1,18}$/)]),
  /** Milliseconds within what a Date and Postgres both hold, and a tie-breaker. */
  time: z.tuple([z.number().int().min(0).max(253_402_300_799_999), z.string().regex(/^\d{1,18}$/)]),
} as const;
