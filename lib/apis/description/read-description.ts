import { cleanLine } from "./clean-line.ts";
import { DescriptionError } from "./description-error.ts";
import type { DescribedServer, Description } from "./description.ts";
import { isJsonObject, member, type JsonObject } from "./json-object.ts";
import { addNote, type NoteList } from "./note-list.ts";
import { parseDocument } from "./parse-document.ts";
import { readOperations, type ReadOperations } from "./read-operations.ts";
import { readSecuritySchemes } from "./read-security-schemes.ts";
import { readServers } from "./read-servers.ts";

/**
 * Reads an OpenAPI 3.0 or 3.1 description, JSON or YAML. Throws `DescriptionError` where nothing of it could be
 * trusted; everything smaller is skipped and listed in `notes` with its place. Schemas, examples and responses
 * decide nothing and are not looked at; no reference outside the document is followed.
 */
export function readDescription(text: string): Description {
  const notes: NoteList = { notes: [], leftOut: 0 };
  const root = parseDocument(text, notes);
  const openapi = readVersion(root);
  const info = member(root, "info");
  const about = isJsonObject(info) ? info : {};
  if (cleanLine(member(about, "title"), 120) === null)
    addNote(notes, "noted", "/info/title", "The description has no title.");
  const read = readOperations(root, readPaths(root), notes);
  noteIgnored(root, notes);
  if (read.operations.length === 0)
    throw new DescriptionError(
      `The description has no operation that could be imported.${notes.notes[0] ? ` ${notes.notes[0].pointer}: ${notes.notes[0].reason}` : ""}`,
      { pointer: "/paths" },
    );
  return {
    openapi,
    title: cleanLine(member(about, "title"), 120) ?? "",
    version: versionText(member(about, "version")),
    description: cleanLine(member(about, "description"), 2000) ?? "",
    servers: allServers(root, read, notes),
    securitySchemes: readSecuritySchemes(root, notes),
    operations: read.operations,
    notes: notes.notes,
    notesLeftOut: notes.leftOut,
  };
}

/** `openapi: 3.1` without quotes is a number in YAML, and `3.0` the number 3. */
function readVersion(root: JsonObject): string {
  const swagger = member(root, "swagger");
  if (swagger !== undefined)
    throw new DescriptionError(
      `This is Swagger ${versionText(swagger)}, the form before OpenAPI 3, and not read yet. Convert it to OpenAPI 3 first (Swagger Editor: Edit, Convert to OpenAPI 3; or the command swagger2openapi) and import the result.`,
      { pointer: "/swagger" },
    );
  const value = member(root, "openapi");
  const version = value === 3 ? "3.0" : versionText(value);
  if (/^3\.[01](?:\.|$)/.test(version)) return version;
  if (value === undefined)
    throw new DescriptionError(
      "This is no OpenAPI description: `openapi` with its version is missing at the top.",
      { pointer: "/openapi" },
    );
  throw new DescriptionError(
    `OpenAPI 3.0 and 3.1 are read; this description says ${version === "" ? "something else" : version}.`,
    { pointer: "/openapi" },
  );
}

function readPaths(root: JsonObject): JsonObject {
  const paths = member(root, "paths");
  if (isJsonObject(paths)) return paths;
  throw new DescriptionError(
    paths === undefined
      ? "The description has no `paths`, so there is nothing that could be called."
      : "`paths` must be an object from path to operations.",
    { pointer: "/paths" },
  );
}

function versionText(value: unknown): string {
  return cleanLine(typeof value === "number" ? String(value) : value, 60) ?? "";
}

/** Calls that the API makes itself are no calls of it. */
function noteIgnored(root: JsonObject, notes: NoteList): void {
  for (const key of ["webhooks", "x-webhooks"]) {
    const webhooks = member(root, key);
    if (isJsonObject(webhooks))
      addNote(
        notes,
        "skipped",
        `/${key}`,
        `${Object.keys(webhooks).length} webhooks: calls that the API makes, not calls of it.`,
      );
  }
  const callbacks = countCallbacks(member(root, "paths"));
  if (callbacks > 0)
    addNote(
      notes,
      "skipped",
      "/paths",
      `Callbacks of ${callbacks} operations: calls that the API makes, not calls of it.`,
    );
}

function countCallbacks(paths: unknown): number {
  if (!isJsonObject(paths)) return 0;
  return Object.values(paths)
    .flatMap((item) => (isJsonObject(item) ? Object.values(item) : []))
    .filter((operation) => isJsonObject(operation) && isJsonObject(member(operation, "callbacks")))
    .length;
}

function allServers(root: JsonObject, read: ReadOperations, notes: NoteList): DescribedServer[] {
  const top = readServers(member(root, "servers"), "/servers", notes);
  const byPlace = new Map<string, DescribedServer>();
  for (const address of top)
    byPlace.set(keyOf(address), {
      ...address,
      url: cleanLine(address.url, 500) ?? "",
      from: "document",
      operations: read.operations.length,
    });
  for (const { address, operations } of read.servers) {
    if (byPlace.has(keyOf(address))) continue;
    addNote(
      notes,
      "noted",
      "/servers",
      `${operations} operations name an address of their own, ${cleanLine(address.url, 300) ?? ""}: it is offered as a further host.`,
    );
    byPlace.set(keyOf(address), {
      ...address,
      url: cleanLine(address.url, 500) ?? "",
      from: "operations",
      operations,
    });
  }
  return [...byPlace.values()];
}

function keyOf({ host, basePath }: { host: string | null; basePath: string }): string {
  return `${host ?? ""} ${basePath}`;
}
