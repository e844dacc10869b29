import { isMap, isScalar, isSeq, type Document, type LineCounter } from "yaml";

export type Place = {
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
};

export const nowhere: Place = { line: null, column: null, endLine: null, endColumn: null };

export type DocumentPath = readonly (string | number)[];

/** No policy nests half as deep. */
export const nestingMax = 32;

type Span = readonly [start: number, end: number];

/** Where a member of the document stands: the deepest part of the path that is written. */
export function locate(document: Document, lines: LineCounter, path: DocumentPath): Place {
  let node: unknown = document.contents;
  let span: Span | null = null;
  for (const step of path) {
    const next = child(node, step);
    if (!next) break;
    node = next.node;
    span = next.span ?? span;
  }
  return placeOf(lines, span ?? [0, 1]);
}

export function placeOf(lines: LineCounter, [start, end]: Span): Place {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(end, start + 1));
  return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
}

/** The nodes of a member of the document: its key, where it is in a map, and its value; null where there is none. */
export function nodesAt(
  document: Document,
  path: DocumentPath,
): { readonly key: unknown; readonly value: unknown } {
  const parent: unknown =
    path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const step = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(
      ({ key }) => isScalar(key) && String(key.value) === String(step),
    );
    return { key: pair?.key ?? null, value: pair?.value ?? null };
  }
  return { key: null, value: (isSeq(parent) ? parent.items[Number(step)] : null) ?? null };
}

/** A scalar is marked itself, of a list or map only the key that opens it. */
function child(node: unknown, step: string | number): { node: unknown; span: Span | null } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (!pair) return null;
    return {
      node: pair.value,
      span: spanOf(isScalar(pair.value) ? pair.value : pair.key) ?? spanOf(pair.key),
    };
  }
  const item = isSeq(node) ? node.items[Number(step)] : undefined;
  return item === undefined
    ? null
    : { node: item, span: isScalar(item) ? spanOf(item) : firstKey(item) };
}

function firstKey(node: unknown): Span | null {
  return isMap(node) ? spanOf(node.items[0]?.key) : spanOf(node);
}

function spanOf(node: unknown): Span | null {
  const range: unknown =
    typeof node === "object" && node !== null ? Reflect.get(node, "range") : null;
  if (!Array.isArray(range)) return null;
  const [start, end] = range as unknown[];
  return typeof start === "number" && typeof end === "number" ? [start, end] : null;
}
