/** A path of a description in OpenAPI's own notation, and what had to be changed for it. */
export type NormalisedPath = { readonly path: string; readonly changes: readonly string[] };

type Piece = { readonly text: string; readonly isExpression: boolean };

/**
 * Many published descriptions write more into a path than OpenAPI allows: catch-all parameters in the notation
 * of a router (`{proxy+}`, `{+path}`, `{**path}`, `{id:[0-9]+}`), query templates (`{?page}`), no slash in
 * front. Here they become `{name}`, and `{name+}` where several segments are meant and possible (rule 32).
 */
export function normalisePath(written: string): NormalisedPath {
  const changes: string[] = [];
  const pieces = cut(split(written.normalize("NFC")), changes);
  const names = new Set<string>();
  const texts = pieces.map((piece, index) => {
    if (!piece.isExpression) return piece.text;
    const isLast = index === pieces.length - 1 && (pieces[index - 1]?.text.endsWith("/") ?? false);
    return rename(piece.text, isLast, names, changes);
  });
  const path = texts.join("");
  if (path.startsWith("/")) return { path, changes };
  changes.push("It does not begin with a slash; one was put in front.");
  return { path: `/${path}`, changes };
}

/** Literal text and `{expressions}`, which may hold braces of a pattern: `{id:[0-9]{4}}`. */
function split(path: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let depth = 0;
  const push = (end: number, isExpression: boolean) => {
    if (end > start) pieces.push({ text: path.slice(start, end), isExpression });
    start = end;
  };
  for (let at = 0; at < path.length; at += 1) {
    if (path[at] === "{") {
      if (depth === 0) push(at, false);
      depth += 1;
    } else if (path[at] === "}" && depth > 0) {
      depth -= 1;
      if (depth === 0) push(at + 1, true);
    }
  }
  push(path.length, false);
  return pieces;
}

/** Query and fragment are no part of a path, whether written out or as `{?page}`. */
function cut(pieces: readonly Piece[], changes: string[]): readonly Piece[] {
  const whole = pieces.map(({ text }) => text).join("");
  const kept: Piece[] = [];
  let length = 0;
  for (const piece of pieces) {
    const mark = piece.isExpression
      ? /^\{[?&#]/.test(piece.text)
        ? 0
        : -1
      : piece.text.search(/[?#]/);
    if (mark >= 0) {
      kept.push({ text: piece.text.slice(0, mark), isExpression: false });
      changes.push(
        `“${whole.slice(length + mark).slice(0, 100)}” is no part of a path; operations that differ only in it are one to a decision.`,
      );
      return kept.filter(({ text }) => text !== "");
    }
    kept.push(piece);
    length += piece.text.length;
  }
  return kept;
}

/** `{name}`, or `{name+}` for several segments at the end; a name that stands twice gets a number. */
function rename(
  expression: string,
  isLast: boolean,
  names: Set<string>,
  changes: string[],
): string {
  const inner = expression.slice(1, -1);
  const { name, severalSegments } = readExpression(inner);
  if (name === "") return expression;
  let unique = name;
  for (let count = 2; names.has(unique); count += 1) unique = `${name}_${count}`;
  names.add(unique);
  const result = severalSegments && isLast ? `{${unique}+}` : `{${unique}}`;
  if (severalSegments && !isLast)
    changes.push(
      `“${expression}” takes several segments, which only the last one can: calls whose value has a slash are unknown operations.`,
    );
  else if (result !== expression)
    changes.push(
      unique === name
        ? `“${expression}” is read as “${result}”.`
        : `“${expression}” stands twice; the second is called “${unique}”.`,
    );
  return result;
}

const constraint =
  /^([^:]+):(.*[^\p{L}\p{N}_-].*|int|long|guid|uuid|alpha|bool|date|datetime|decimal|double|float)$/su;
const anything = /^\(?(?:\.|\[\\s\\S\])[*+]\??\)?\$?$/;

function readExpression(inner: string): { name: string; severalSegments: boolean } {
  const [, bare = inner, pattern = ""] = constraint.exec(inner) ?? [];
  const [, before = "", name = "", after = ""] = /^([+*]*)(.*?)([+*?]*)$/su.exec(bare) ?? [];
  return {
    name: name.trim(),
    severalSegments: /[+*]/.test(before + after) || anything.test(pattern),
  };
}
