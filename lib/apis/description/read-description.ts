import { cleanLine } from "./clean-line.ts";
import { DescriptionError } from "./description-error.ts";
import type { DescribedServer, Description } from "./description.ts";
import { isJsonObject, member, type JsonObject } from "./json-object.ts";
import { addNote, emptyNotes, leftOut, type NoteList } from "./note-list.ts";
import { parseDocument } from "./parse-document.ts";
import { readOperations, type ReadOperations } from "./read-operations.ts";
import { readSecuritySchemes } from "./read-security-schemes.ts";
import { readServers } from "./read-servers.ts";
import { readVersion, versionText } from "./read-version.ts";
import { resolveReference } from "./resolve-reference.ts";
import { swaggerServers } from "./swagger-servers.ts";

/**
 * Reads a Swagger 2.0 or OpenAPI 3 description, JSON or YAML. Throws `DescriptionError` where nothing of it could be
 * trusted; everything smaller is skipped and listed in `notes` with its place. Schemas, examples and responses
 * decide nothing and are not looked at; no reference outside the document is followed.
 */
export function readDescription(text: string): Description {
  const notes = emptyNotes();
  const root = parseDocument(text, notes);
  const { isSwagger, text: openapi } = readVersion(root);
  const info = member(root, "info");
  const about = isJsonObject(info) ? info : {};
  if (cleanLine(member(about, "title"), 120) === null)
    addNote(notes, "noted", "/info/title", "The description has no title.");
  const read = readOperations(root, readPaths(root), notes);
  noteIgnored(root, notes);
  if (read.operations.length === 0) {
    const why = notes.notes.find(({ kind }) => kind === "skipped");
    throw new DescriptionError(
      `The description has no operation that could be imported.${why ? ` ${why.pointer}: ${why.reason}` : ""}`,
      { pointer: "/paths" },
    );
  }
  const servers = isSwagger ? swaggerServers(root) : member(root, "servers");
  return {
    openapi,
    title: cleanLine(member(about, "title"), 120) ?? "",
    version: versionText(member(about, "version")),
    description: cleanLine(member(about, "description"), 2000) ?? "",
    servers: allServers(servers, read, notes),
    securitySchemes: readSecuritySchemes(root, notes),
    operations: read.operations,
    notes: notes.notes,
    notesLeftOut: leftOut(notes),
    described: read.described,
    skipped: read.skipped,
  };
}

type PathList = { readonly key: string; readonly paths: JsonObject };

/** `paths`, and what Azure's descriptions add to it: paths that differ in their query alone. */
function readPaths(root: JsonObject): readonly PathList[] {
  const written = member(root, "paths");
  if (written === undefined)
    throw new DescriptionError(
      isJsonObject(member(root, "webhooks"))
        ? "The description has no `paths`, only webhooks: calls that the API makes, so there is nothing that could be called."
        : "The description has no `paths`, so there is nothing that could be called.",
      { pointer: "/paths" },
    );
  const { object: paths, problem } = resolveReference(root, written);
  if (!paths)
    throw new DescriptionError(
      isJsonObject(written)
        ? `\`paths\` ${problem}.`
        : "`paths` must be an object from path to operations.",
      { pointer: "/paths" },
    );
  const more = member(root, "x-ms-paths");
  return [
    { key: "paths", paths },
    ...(isJsonObject(more) ? [{ key: "x-ms-paths", paths: more }] : []),
  ];
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

function allServers(
  servers: unknown,
  read: ReadOperations,
  notes: NoteList,
): readonly DescribedServer[] {
  const top = readServers(servers, "/servers", notes);
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
