import { foldLookalike } from "./fold-lookalike.ts";

/** One place in an API's tree of templates. */
type Node<T> = {
  readonly literals: Map<string, Node<T>>;
  parameter: Node<T> | null;
  /** What stands here, by method; null if no template ends here. */
  leaf: ReadonlyMap<string, T> | null;
  /** Literals beside a parameter, folded (rule 35). */
  lookalikes: ReadonlySet<string> | null;
};

export type PathTrie<T> = Node<T>;

/** What was found: by method, with the values of the parameters in order. */
export type PathMatch<T> = {
  readonly leaf: ReadonlyMap<string, T>;
  readonly values: readonly string[];
  /** Whether a parameter's value looks like a literal that stands beside it. */
  readonly lookalike: boolean;
  readonly node: Node<T>;
};

/** Builds the tree from path keys (`deployment.ts`): `/` + text is a literal, `/` alone a parameter. */
export function buildTrie<T>(
  paths: Iterable<readonly [key: string, leaf: ReadonlyMap<string, T>]>,
  literals: Readonly<Record<string, Readonly<Record<string, true>>>>,
): PathTrie<T> {
  const root = node<T>();
  for (const [key, leaf] of paths) place(root, key).leaf = leaf;
  for (const [key, texts] of Object.entries(literals)) {
    const at = find(root, key);
    if (at) at.lookalikes = new Set(Object.keys(texts));
  }
  return root;
}

/** The template of the segments from `start` to `end`: the leftmost literal wins, with backtracking (rule 29). */
export function searchTrie<T>(
  root: PathTrie<T>,
  segments: readonly string[],
  start: number,
  end: number,
): PathMatch<T> | null {
  return search({ segments, end, values: [] }, root, start, false);
}

/** Whether a parameter below this node would look like a literal beside it. */
export function isLookalike<T>(at: Node<T>, value: string): boolean {
  return at.lookalikes !== null && at.lookalikes.has(foldLookalike(value));
}

type Search = {
  readonly segments: readonly string[];
  readonly end: number;
  /** The parameters' values on the way to where the search is. */
  readonly values: string[];
};

function search<T>(
  where: Search,
  at: Node<T>,
  index: number,
  lookalike: boolean,
): PathMatch<T> | null {
  const { segments, end, values } = where;
  if (index === end) return at.leaf && { leaf: at.leaf, values, lookalike, node: at };
  const segment = segments[index] ?? "";
  const literal = at.literals.get(segment);
  const found = literal && search(where, literal, index + 1, lookalike);
  if (found || !at.parameter) return found ?? null;
  values.push(segment);
  const behind = search(where, at.parameter, index + 1, lookalike || isLookalike(at, segment));
  if (!behind) values.pop();
  return behind;
}

function place<T>(root: Node<T>, key: string): Node<T> {
  let at = root;
  for (const text of key.split("/").slice(1)) {
    if (text === "") at = at.parameter ??= node();
    else {
      const next = at.literals.get(text) ?? node<T>();
      at.literals.set(text, next);
      at = next;
    }
  }
  return at;
}

function find<T>(root: Node<T>, key: string): Node<T> | null {
  let at: Node<T> | null = root;
  for (const text of key.split("/").slice(1)) {
    at = text === "" ? at.parameter : (at.literals.get(text) ?? null);
    if (!at) return null;
  }
  return at;
}

function node<T>(): Node<T> {
  return { literals: new Map(), parameter: null, leaf: null, lookalikes: null };
}
