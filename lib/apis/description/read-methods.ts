import { isJsonObject, member, pointerOf, type JsonObject } from "./json-object.ts";
import { addNote, type NoteList } from "./note-list.ts";
import { resolveReference } from "./resolve-reference.ts";

export type FoundOperation = {
  readonly method: string;
  readonly operation: JsonObject;
  readonly place: string;
};

/** `query` and `additionalOperations` are OpenAPI 3.2's; in older documents they mean the same. */
const methods = new Set([
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
]);
const otherMembers = new Set([
  "$ref",
  "summary",
  "description",
  "servers",
  "parameters",
  "additionalOperations",
]);

/** The operations of a path item, in order; everything else in it is noted with its place. */
export function readMethods(
  root: JsonObject,
  item: JsonObject,
  pointer: string,
  notes: NoteList,
): readonly FoundOperation[] {
  const found: FoundOperation[] = [];
  for (const [name, value] of Object.entries(item)) {
    if (otherMembers.has(name) || name.startsWith("x-")) continue;
    const place = pointer + pointerOf(name);
    const lower = name.toLowerCase();
    if (!methods.has(lower)) addNote(notes, "skipped", place, "This is no method of OpenAPI.");
    else {
      if (lower !== name)
        addNote(notes, "changed", place, "Methods are written in lower case; it is read as one.");
      take(found, root, { method: lower.toUpperCase(), value, place }, notes);
    }
  }
  const additional = member(item, "additionalOperations");
  if (!isJsonObject(additional)) return found;
  for (const [method, value] of Object.entries(additional)) {
    const place = pointer + pointerOf("additionalOperations", method);
    if (/^[A-Z]{1,20}$/.test(method)) take(found, root, { method, value, place }, notes);
    else
      addNote(notes, "skipped", place, "Only methods of up to 20 capital letters can be decided.");
  }
  return found;
}

/** An operation with nothing in it is one all the same, and a reference in its place is followed. */
function take(
  found: FoundOperation[],
  root: JsonObject,
  { method, value, place }: { method: string; value: unknown; place: string },
  notes: NoteList,
): void {
  const { object, problem } = resolveReference(root, value ?? {});
  if (object) found.push({ method, operation: object, place });
  else addNote(notes, "skipped", place, `This operation ${problem}.`);
}
