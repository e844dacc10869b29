import { cleanLine } from "./clean-line.ts";
import { DescriptionError } from "./description-error.ts";
import type { DescribedOperation } from "./description.ts";
import { member, pointerOf, type JsonObject } from "./json-object.ts";
import { operationsMax, serverListsMax, serversMax, templateCharactersMax } from "./limits.ts";
import { normalisePath } from "./normalise-path.ts";
import { addNote, type NoteList } from "./note-list.ts";
import { readMethods, type FoundOperation } from "./read-methods.ts";
import { readOperation, type ReadOperation } from "./read-operation.ts";
import { readServers, type ServerAddress } from "./read-servers.ts";
import { readTemplate, type ReadTemplate } from "./read-template.ts";
import { resolveReference } from "./resolve-reference.ts";

/** What one request means so far; grows in place, because thousands of paths may mean the same. */
type Merging = {
  readonly place: string;
  readonly fixed: Pick<DescribedOperation, "method" | "template" | "shape" | "endsInSlash">;
  readonly operationIds: string[];
  readonly tags: Set<string>;
  summary: string;
  deprecated: boolean;
};

/** While reading: what was found so far, and which names are taken. */
type Reading = {
  readonly root: JsonObject;
  readonly notes: NoteList;
  readonly byPlace: Map<string, Merging>;
  readonly operationIds: Map<string, string>;
  readonly servers: Map<string, { address: ServerAddress; operations: number }>;
  readonly serverLists: Map<string, readonly ServerAddress[]>;
  described: number;
  skipped: number;
};

export type ReadOperations = {
  readonly operations: readonly DescribedOperation[];
  /** As many as the document has; those that no request can match; the rest was imported or merged. */
  readonly described: number;
  readonly skipped: number;
  /** Addresses that only some operations name. */
  readonly servers: readonly { readonly address: ServerAddress; readonly operations: number }[];
};

type Place = { readonly pointer: string; readonly item: JsonObject };

/** Every operation of `paths`; those that mean the same request are merged into one (rule 30). */
export function readOperations(
  root: JsonObject,
  lists: readonly { readonly key: string; readonly paths: JsonObject }[],
  notes: NoteList,
): ReadOperations {
  const reading: Reading = {
    root,
    notes,
    byPlace: new Map(),
    operationIds: new Map(),
    servers: new Map(),
    serverLists: new Map(),
    described: 0,
    skipped: 0,
  };
  for (const { key, paths } of lists)
    for (const [path, value] of Object.entries(paths)) {
      if (path.startsWith("x-")) continue;
      readPath(reading, path, pointerOf(key, path), value);
      if (reading.described > operationsMax)
        throw new DescriptionError(
          `A description may have ${operationsMax.toLocaleString("en")} operations; split this one by host or base path.`,
        );
    }
  const merged = [...reading.byPlace.values()];
  noteUnnamed(merged, notes);
  const { described, skipped, servers } = reading;
  const operations = merged.map(({ fixed, operationIds, summary, tags, deprecated }) => ({
    ...fixed,
    operationIds,
    summary,
    tags: [...tags],
    deprecated,
  }));
  return { operations, described, skipped, servers: [...servers.values()] };
}

function readPath(reading: Reading, path: string, pointer: string, value: unknown): void {
  const { root, notes } = reading;
  const { object: item, problem } = resolveReference(root, value);
  if (!item) return addNote(notes, "skipped", pointer, `This path ${problem}.`);
  const found = readMethods(root, item, pointer, notes);
  reading.described += found.length;
  const template = readWritten(path, pointer, notes);
  if (typeof template === "string") {
    reading.skipped += found.length;
    const lost = found.map(({ method }) => method).join(", ");
    const reason = `No request can match this path: ${template}.`;
    return addNote(notes, "skipped", pointer, lost === "" ? reason : `${reason} (${lost})`);
  }
  for (const each of found) addOperation(reading, each, template, { pointer, item });
}

/** The template of a path as written, with what had to be changed noted; a text is why there is none. */
function readWritten(path: string, pointer: string, notes: NoteList): ReadTemplate | string {
  if (path.length > templateCharactersMax * 4)
    return `longer than ${templateCharactersMax * 4} characters`;
  const { path: normal, changes } = normalisePath(path);
  const template = readTemplate(normal);
  if (typeof template === "string") return template;
  for (const change of changes)
    addNote(notes, "changed", pointer, cleanLine(change, 400) ?? "It was changed.");
  for (const segment of template.mixed)
    addNote(notes, "changed", pointer, `“${segment}” is matched as one parameter of that name.`);
  if (template.endsInSlash)
    addNote(
      notes,
      "noted",
      pointer,
      "This path ends in a slash: it is imported only where the API requires trailing slashes.",
    );
  return template;
}

function addOperation(
  reading: Reading,
  { method, operation, place }: FoundOperation,
  written: ReadTemplate,
  { pointer, item }: Place,
): void {
  const { notes } = reading;
  const read = readOperation(reading.root, operation, member(item, "parameters"));
  for (const problem of new Set(read.problems))
    addNote(notes, "noted", place, `One of its parameters ${problem}; it decides nothing.`);
  const template = withMultiSegment(written, read, place, notes);
  const described: Merging = {
    place,
    fixed: {
      method,
      template: template.template,
      shape: template.shape,
      endsInSlash: written.endsInSlash,
    },
    operationIds: ownId(reading, read.operationId, place),
    summary: read.summary,
    tags: new Set(read.tags),
    deprecated: read.deprecated,
  };
  const key = `${method} ${template.shape}${written.endsInSlash ? "/" : ""}`;
  const same = reading.byPlace.get(key);
  if (same) merge(same, described, notes);
  else reading.byPlace.set(key, described);
  const own = serversOf(reading, member(operation, "servers"), place);
  const addresses = own.length > 0 ? own : serversOf(reading, member(item, "servers"), pointer);
  for (const address of addresses) countServer(reading, address);
}

function merge(into: Merging, other: Merging, notes: NoteList): void {
  into.operationIds.push(...other.operationIds);
  for (const tag of other.tags) into.tags.add(tag);
  if (into.summary === "") into.summary = other.summary;
  into.deprecated &&= other.deprecated;
  addNote(
    notes,
    "changed",
    other.place,
    `The same request as ${into.fixed.method} ${into.fixed.template}: imported as one operation; a policy that names either decides both.`,
  );
}

/** Rule 32: several segments are possible at the end of a path only. */
function withMultiSegment(
  template: ReadTemplate,
  { multiSegment }: ReadOperation,
  place: string,
  notes: NoteList,
): ReadTemplate {
  const parts = template.template.split("/");
  const marked = parts.flatMap((part, index) => {
    const name = /^\{([^{}]+)\}$/.exec(part)?.[1];
    return name !== undefined && multiSegment.has(name) ? [{ index, name }] : [];
  });
  let result = template;
  for (const { index, name } of marked) {
    const wider =
      index === parts.length - 1
        ? readTemplate([...parts.slice(0, -1), `{${name}+}`].join("/"))
        : "";
    if (typeof wider === "string")
      addNote(
        notes,
        "changed",
        place,
        `“{${name}}” takes several segments, which only the last one can: calls whose value has a slash are unknown operations.`,
      );
    else result = { ...template, template: wider.template, shape: wider.shape };
  }
  return result;
}

/** An operationId must be unique; where it is not, the first keeps it. */
function ownId(reading: Reading, operationId: string | null, place: string): string[] {
  if (operationId === null) return [];
  const first = reading.operationIds.get(operationId);
  if (first === undefined) {
    reading.operationIds.set(operationId, place);
    return [operationId];
  }
  addNote(
    reading.notes,
    "changed",
    place,
    `Its operationId “${operationId}” belongs to ${cleanLine(first, 300) ?? ""} already; here it is named by method and path.`,
  );
  return [];
}

/** Most documents that name servers at their operations name the same ones thousands of times: read once each. */
function serversOf(
  { notes, serverLists }: Reading,
  value: unknown,
  pointer: string,
): readonly ServerAddress[] {
  if (value === undefined) return [];
  const text = JSON.stringify(value);
  const known = serverLists.get(text);
  if (known) return known;
  if (serverLists.size >= serverListsMax) {
    addNote(notes, "skipped", `${pointer}/servers`, "Too many different lists of servers.");
    return [];
  }
  const read = readServers(value, `${pointer}/servers`, notes);
  serverLists.set(text, read);
  return read;
}

function countServer({ servers }: Reading, address: ServerAddress): void {
  const key = `${address.host ?? ""} ${address.basePath}`;
  const entry = servers.get(key);
  if (entry) entry.operations += 1;
  else if (servers.size < serversMax) servers.set(key, { address, operations: 1 });
}

function noteUnnamed(operations: readonly Merging[], notes: NoteList): void {
  const unnamed = operations.filter(({ operationIds }) => operationIds.length === 0);
  const [first] = unnamed;
  if (!first) return;
  const count = unnamed.length === 1 ? "One operation has" : `${unnamed.length} operations have`;
  addNote(
    notes,
    "noted",
    first.place,
    `${count} no operationId of their own; policies name such an operation by method and path, as in “${first.fixed.method} ${first.fixed.template}”.`,
  );
}
