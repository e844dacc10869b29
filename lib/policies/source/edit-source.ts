import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Pair,
  type YAMLMap,
} from "yaml";
import { isDeepYaml } from "#lib/yaml/is-deep-yaml.ts";
import { nestingMax, type DocumentPath } from "./locate.ts";

/** The order in which keys of a policy are written when a form adds one. */
const order = [
  "name",
  "description",
  "effect",
  "mode",
  "subjects",
  "resources",
  "when",
  "unless",
  "rateLimit",
  "reason",
];

/**
 * One edit of a form in the author's YAML: sets the member at the path, or removes it where the value is
 * `undefined` or an empty list. Everything else stays as it stands: comments, order, flow style. Lists are edited
 * item by item, so that a comment behind an item stays with it. A text that is no YAML comes back as it was.
 */
export function editSource(text: string, path: DocumentPath, value: unknown): string {
  if (isDeepYaml(text, nestingMax)) return text;
  const document = parseDocument(text, { logLevel: "silent", version: "1.2" });
  if (document.errors.length > 0) return text;
  if (!isMap(document.contents)) {
    if (
      document.contents !== null &&
      !(isScalar(document.contents) && document.contents.value === null)
    )
      return text;
    // A written null is no collection that anything could be set in.
    document.contents = null;
    document.set("name", "");
    document.delete("name");
  }
  if (value === undefined || isEmptyList(value)) remove(document, path);
  else put(document, path, value);
  return print(document, text);
}

/** The document as plain data for a form to read; null while the text is no YAML. */
export function readDocument(text: string): unknown {
  if (isDeepYaml(text, nestingMax)) return null;
  const document = parseDocument(text, { logLevel: "silent", version: "1.2" });
  if (document.errors.length > 0) return null;
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch {
    return null;
  }
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function put(document: Document, path: DocumentPath, value: unknown): void {
  const node: unknown = document.getIn(path, true);
  if (isScalar(node) && !isObject(value)) {
    node.value = value;
    // Quoted text that turns into a number or the other way round is written anew.
    delete node.type;
    delete node.source;
    return;
  }
  if (isSeq(node) && Array.isArray(value) && value.every((item) => !isObject(item))) {
    const kept = new Map(node.items.map((item) => [isScalar(item) ? item.value : item, item]));
    node.items = value.map((item: unknown) => kept.get(item) ?? document.createNode(item));
    return;
  }
  dropEmptyScalars(document, path);
  document.setIn(path, document.createNode(value));
  const [first] = path;
  if (node === undefined && typeof first === "string" && isMap(document.contents))
    sortIn(document.contents, first);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** `subjects:` with nothing behind it is null, and nothing can be put into null. */
function dropEmptyScalars(document: Document, path: DocumentPath): void {
  for (let length = 1; length < path.length; length += 1) {
    const parent: unknown = document.getIn(path.slice(0, length), true);
    if (parent !== undefined && !isCollection(parent)) document.deleteIn(path.slice(0, length));
  }
}

/** A map or list that has nothing left goes too: an empty list equals an absent key. */
function remove(document: Document, path: DocumentPath): void {
  if (!document.hasIn(path)) return;
  document.deleteIn(path);
  for (let length = path.length - 1; length > 0; length -= 1) {
    const parent: unknown = document.getIn(path.slice(0, length), true);
    const isCondition = typeof path[length - 2] === "number";
    if (!isCollection(parent) || parent.items.length > 0 || isCondition) return;
    document.deleteIn(path.slice(0, length));
  }
}

/** Moves a new key before the first that comes after it in the usual order. */
function sortIn(map: YAMLMap, key: string): void {
  const at = map.items.findIndex((pair) => nameOf(pair) === key);
  const rank = order.indexOf(key);
  const before = map.items.findIndex((pair) => order.indexOf(nameOf(pair)) > rank);
  if (at <= before || before < 0 || rank < 0) return;
  const [pair] = map.items.splice(at, 1);
  if (pair) map.items.splice(before, 0, pair);
}

function nameOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

/**
 * The printer writes flow collections in one style; the lines that the edit did not touch stay as their author wrote
 * them. They are the common beginning and end of the document printed before and after the edit.
 */
function print(document: Document, text: string): string {
  try {
    const style = {
      lineWidth: 0,
      flowCollectionPadding: /[{[] /.test(text) || !/[{[]\S/.test(text),
    } as const;
    const untouched = parseDocument(text, { logLevel: "silent", version: "1.2" });
    return keepLines(text, untouched.toString(style), document.toString(style));
  } catch {
    // An alias whose anchor is gone can't be written; it is no policy either.
    return text;
  }
}

function keepLines(text: string, printedBefore: string, printedAfter: string): string {
  const written = text.split("\n");
  const before = printedBefore.split("\n");
  const after = printedAfter.split("\n");
  // Where the printer joins or splits lines, its text is taken as it is.
  if (before.length !== written.length) return printedAfter;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    ...written.slice(0, head),
    ...after.slice(head, after.length - tail),
    ...written.slice(written.length - tail),
  ].join("\n");
}
