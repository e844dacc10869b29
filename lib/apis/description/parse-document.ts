import { DescriptionError } from "./description-error.ts";
import { isJsonObject, type JsonObject } from "./json-object.ts";
import { documentBytesMax } from "./limits.ts";
import { addNote, type NoteList } from "./note-list.ts";
import { parseYaml } from "./parse-yaml.ts";
import { scanJson, type DuplicateKey } from "./scan-json.ts";

/** Written by hand: larger texts that begin with a brace are JSON. */
const flowCharactersMax = 1024 * 1024;

/** JSON or YAML text as plain data; a document that begins with a brace is JSON. */
export function parseDocument(text: string, notes: NoteList): JsonObject {
  if (Buffer.byteLength(text) > documentBytesMax)
    throw new DescriptionError(`A description may have ${documentBytesMax / 1024 / 1024} MB.`);
  const body = text.replace(/^\uFEFF/, "");
  const { value, duplicates } = body.trimStart().startsWith("{")
    ? parseBraces(body)
    : parseYaml(body);
  if (!isJsonObject(value))
    throw new DescriptionError(
      "This is no OpenAPI description: it should be an object with `openapi`, `info` and `paths`.",
    );
  judgeDuplicates(duplicates, notes);
  return value;
}

type Parsed = { readonly value: unknown; readonly duplicates: readonly DuplicateKey[] };

/** JSON; or, where that fails, YAML's flow style, which begins alike and allows comments and trailing commas. */
function parseBraces(text: string): Parsed {
  try {
    return parseJson(text);
  } catch (error) {
    if (text.length > flowCharactersMax || !(error instanceof DescriptionError)) throw error;
    try {
      return parseYaml(text);
    } catch {
      throw error;
    }
  }
}

function parseJson(text: string): Parsed {
  const duplicates = scanJson(text);
  try {
    return { value: JSON.parse(text) as unknown, duplicates };
  } catch (error) {
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : "");
    const before = text.slice(0, place ? Number(place[1]) : text.length);
    const line = before.split("\n").length;
    const column = before.length - before.lastIndexOf("\n");
    throw new DescriptionError(
      `This is no JSON, though it begins like it: something is wrong at line ${line}, column ${column}.`,
      { line, column },
    );
  }
}

function isPathsKey(key: unknown): boolean {
  return key === "paths" || key === "x-ms-paths";
}

/** A path or method that stands twice would lose operations without a word; elsewhere it changes no decision. */
function judgeDuplicates(duplicates: readonly DuplicateKey[], notes: NoteList): void {
  for (const { path, pointer } of duplicates) {
    if (isPathsKey(path[0]) && path.length <= 3)
      throw new DescriptionError(
        `“${String(path.at(-1))}” stands twice at ${pointer}; one of the two would be lost. Remove or merge it.`,
        { pointer },
      );
    addNote(notes, "noted", pointer, "This key stands twice in one object; the last one counts.");
  }
}
