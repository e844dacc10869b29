import { cleanLine } from "./clean-line.ts";
import { DescriptionError } from "./description-error.ts";
import type { DescribedOperation } from "./description.ts";
import { isJsonObject, member, pointerOf, type JsonObject } from "./json-object.ts";
import { operationsMax } from "./limits.ts";
import { addNote, type NoteList } from "./note-list.ts";
import { readOperation, type ReadOperation } from "./read-operation.ts";
import { readServers, type ServerAddress } from "./read-servers.ts";
import { readTemplate, type ReadTemplate } from "./read-template.ts";
import { resolveReference } from "./resolve-reference.ts";

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);
const otherMembers = new Set(["$ref", "summary", "description", "servers", "parameters"]);

/** While reading: what was found so far, and which names are taken. */
type Reading = {
  readonly root: JsonObject;
  readonly notes: NoteList;
  readonly byPlace: Map<string, DescribedOperation>;
  readonly operationIds: Map<string, string>;
  readonly servers: Map<string, { address: ServerAddress; operations: number }>;
};

export type ReadOperations = {
  readonly operations: readonly DescribedOperation[];
  /** Addresses that only some operations name. */
  readonly servers: readonly { readonly address: ServerAddress; readonly operations: number }[];
};

/** Every operation of `paths`; those that mean the same request are merged into one (rule 30). */
export function readOperations(
  root: JsonObject,
  paths: JsonObject,
  notes: NoteList,
): ReadOperations {
  const reading: Reading = {
    root,
    notes,
    byPlace: new Map(),
    operationIds: new Map(),
    servers: new Map(),
  };
  for (const [path, value] of Object.entries(paths)) {
    if (path.startsWith("x-")) continue;
    readPath(reading, path, value);
    if (reading.byPlace.size > operationsMax)
      throw new DescriptionError(
        `A description may have ${operationsMax.toLocaleString("en")} operations; split this one by host or base path.`,
      );
  }
  const operations = [...reading.byPlace.values()];
  noteUnnamed(operations, notes);
  return { operations, servers: [...reading.servers.values()] };
}

function readPath(reading: Reading, path: string, value: unknown): void {
  const { root, notes } = reading;
  const pointer = pointerOf("paths", path);
  const { object: item, problem } = resolveReference(root, value);
  if (!item) return addNote(notes, "skipped", pointer, `This path ${problem}.`);
  const template = readTemplate(path);
  if (typeof template === "string")
    return addNote(notes, "skipped", pointer, `No request can match this path: ${template}.`);
  noteTemplate(template, pointer, notes);
  const pathServers = readServers(member(item, "servers"), `${pointer}/servers`, notes);
  for (const [method, operation] of Object.entries(item)) {
    if (otherMembers.has(method) || method.startsWith("x-")) continue;
    const place = pointer + pointerOf(method);
    if (!methods.has(method))
      addNote(notes, "skipped", place, "This is no method of OpenAPI 3.0 or 3.1.");
    else if (!isJsonObject(operation))
      addNote(notes, "skipped", place, "An operation must be an object.");
    else addOperation(reading, { method, operation, template, place, item, pathServers });
  }
}

function noteTemplate(template: ReadTemplate, pointer: string, notes: NoteList): void {
  if (template.removed !== null)
    addNote(
      notes,
      "changed",
      pointer,
      `“${cleanLine(template.removed, 100) ?? ""}” is no part of a path; operations that differ only in it are one to a decision.`,
    );
  for (const segment of template.mixed)
    addNote(notes, "changed", pointer, `“${segment}” is matched as one parameter of that name.`);
  if (template.endsInSlash)
    addNote(
      notes,
      "noted",
      pointer,
      "This path ends in a slash: it is imported only where the API requires trailing slashes.",
    );
}

function addOperation(
  reading: Reading,
  found: {
    readonly method: string;
    readonly operation: JsonObject;
    readonly template: ReadTemplate;
    readonly place: string;
    readonly item: JsonObject;
    readonly pathServers: readonly ServerAddress[];
  },
): void {
  const { notes } = reading;
  const read = readOperation(reading.root, found.operation, member(found.item, "parameters"));
  for (const problem of new Set(read.problems))
    addNote(notes, "noted", found.place, `One of its parameters ${problem}; it decides nothing.`);
  const template = withMultiSegment(found.template, read, found.place, notes);
  const method = found.method.toUpperCase();
  const described: DescribedOperation = {
    method,
    template: template.template,
    shape: template.shape,
    operationIds: ownId(reading, read.operationId, found.place),
    summary: read.summary,
    tags: read.tags,
    deprecated: read.deprecated,
    endsInSlash: found.template.endsInSlash,
  };
  const key = `${method} ${template.shape}${described.endsInSlash ? "/" : ""}`;
  const same = reading.byPlace.get(key);
  if (same)
    addNote(
      notes,
      "changed",
      found.place,
      `The same request as ${same.method} ${same.template}: imported as one operation with both names.`,
    );
  reading.byPlace.set(key, same ? mergeOperations(same, described) : described);
  noteServers(reading, found.operation, found.place, found.pathServers);
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
function ownId(reading: Reading, operationId: string | null, place: string): readonly string[] {
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

function mergeOperations(
  first: DescribedOperation,
  second: DescribedOperation,
): DescribedOperation {
  return {
    ...first,
    operationIds: [...first.operationIds, ...second.operationIds],
    summary: first.summary === "" ? second.summary : first.summary,
    tags: [...new Set([...first.tags, ...second.tags])],
    deprecated: first.deprecated && second.deprecated,
  };
}

function noteServers(
  { notes, servers }: Reading,
  operation: JsonObject,
  place: string,
  pathServers: readonly ServerAddress[],
): void {
  const own = readServers(member(operation, "servers"), `${place}/servers`, notes);
  for (const address of own.length > 0 ? own : pathServers) {
    const key = `${address.host ?? ""} ${address.basePath}`;
    const entry = servers.get(key);
    if (entry) entry.operations += 1;
    else if (servers.size < 50) servers.set(key, { address, operations: 1 });
  }
}

function noteUnnamed(operations: readonly DescribedOperation[], notes: NoteList): void {
  const unnamed = operations.filter(({ operationIds }) => operationIds.length === 0);
  const [first] = unnamed;
  if (!first) return;
  const count = unnamed.length === 1 ? "One operation has" : `${unnamed.length} operations have`;
  addNote(
    notes,
    "noted",
    pointerOf("paths", first.template, first.method.toLowerCase()),
    `${count} no operationId of their own; policies name such an operation by method and path, as in “${first.method} ${first.template}”.`,
  );
}
