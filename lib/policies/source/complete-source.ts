import { timeZones } from "#lib/engine/time-zones.ts";
import type { NameKind } from "#lib/policies/contract.ts";
import { readDocument } from "./edit-source.ts";
import { keyDoc } from "./key-docs.ts";
import type { DocumentPath } from "./locate.ts";
import type { Place } from "./place-at.ts";
import { keysAt, schemaAt, shapeAt, valuesAt } from "./schema-at.ts";

/** What may be written at a place. */
export type Proposal = {
  readonly label: string;
  readonly kind: "key" | "value";
  readonly detail: string | null;
  /** In place of the word that is being written. */
  readonly text: string;
};

/** Names that only the server knows. */
export type Wanted = { readonly kind: NameKind; readonly api: string | null };

export type Completion = {
  readonly proposals: readonly Proposal[];
  readonly wanted: Wanted | null;
  /** A name that is taken here begins a list. */
  readonly opensList: boolean;
};

const nothing: Completion = { proposals: [], wanted: null, opensList: false };

/** Keys and words come from the schema, names from the server; `begins` are conditions as they usually begin. */
export function completeSource(
  source: string,
  place: Place,
  begins: Readonly<Record<string, unknown>>,
): Completion {
  const keys = keysAt(place.path).filter((key) => !place.taken.includes(key));
  if (place.writes === "key" && keys.length > 0)
    return { ...nothing, proposals: keys.map((key) => keyProposal(place, key, begins)) };
  const isItem = typeof place.path.at(-1) === "number";
  if (place.writes === "key" && !isItem) return nothing;
  const opensList = shapeAt(place.path) === "list" && isScalarList(place.path);
  const path = opensList ? [...place.path, 0] : place.path;
  const kind = nameKindAt(path);
  return {
    proposals: wordsAt(path, place.path).map((word) => nameProposal(word, opensList)),
    wanted: kind && { kind, api: apiOf(source) },
    opensList,
  };
}

/** A name in a list that is not begun yet opens it. */
export function nameProposal(
  name: string,
  opensList: boolean,
  detail: string | null = null,
): Proposal {
  return {
    label: name,
    kind: "value",
    detail,
    text: opensList && name !== "all" ? `[${name}]` : name,
  };
}

function isScalarList(path: DocumentPath): boolean {
  return keysAt([...path, 0]).length === 0 && schemaAt([...path, 0]) !== null;
}

function keyProposal(
  { path, flow }: Place,
  key: string,
  begins: Readonly<Record<string, unknown>>,
): Proposal {
  const at = [...path, key];
  const isCondition = typeof path.at(-1) === "number";
  const begin = isCondition ? begins[key] : undefined;
  return {
    label: key,
    kind: "key",
    detail: keyDoc(at),
    text: begin === undefined ? opening(at, flow) : `${key}: ${flowText(begin)}`,
  };
}

/** A map begins on the next line, one step further in; that step is the editor's to add. */
function opening(path: DocumentPath, flow: boolean): string {
  const key = String(path.at(-1));
  if (flow) return `${key}: `;
  if (shapeAt(path) === "map") return `${key}:\n  `;
  return shapeAt(path) === "list" && !isScalarList(path) ? `${key}:\n  - ` : `${key}: `;
}

function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${key}: ${flowText(each)}`)
      .join(", ")} }`;
  return String(value);
}

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "QUERY"];
const durations = ["15m", "1h", "8h", "1d"];
const platforms = ["macos", "windows", "linux", "ios", "android", "chromeos"];

function wordsAt(path: DocumentPath, asked: DocumentPath): readonly string[] {
  const [last, list] = [path.at(-1), path.at(-2)];
  if (list === "methods") return methods;
  if (list === "platforms") return platforms;
  if (last === "zone") return timeZones;
  if (last === "within" || last === "window") return durations;
  return [...new Set([...valuesAt(asked), ...valuesAt(path)])];
}

function nameKindAt(path: DocumentPath): NameKind | null {
  const place = path.map((step) => (typeof step === "number" ? "*" : step)).join(".");
  if (/attribute\.(left|right)$/.test(place)) return "facts";
  return kinds[place] ?? null;
}

const kinds: Readonly<Record<string, NameKind>> = {
  "subjects.roles.*": "roles",
  "subjects.users.*": "users",
  "resources.apis.*": "apis",
  "resources.operations.*": "operations",
  "resources.tags.*": "tags",
};

/** The API that the policy is about, where it is one. */
function apiOf(source: string): string | null {
  const found = /^\s*apis:\s*\[?\s*([a-z0-9-]+)\s*\]?\s*(?:#.*)?$/m.exec(source)?.[1];
  if (found !== undefined) return found === "all" ? null : found;
  const document = readDocument(source);
  const list: unknown =
    isObject(document) && isObject(document["resources"]) ? document["resources"]["apis"] : null;
  return Array.isArray(list) && list.length === 1 ? String(list[0]) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
