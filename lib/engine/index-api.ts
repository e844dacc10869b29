import { compareUtf8 } from "./compare-utf8.ts";
import type { ApiData, OperationData, Sensitivity } from "./deployment.ts";
import { foldLookalike } from "./fold-lookalike.ts";
import { parseTemplate, templateKey, type Template } from "./parse-template.ts";
import type { ApiContent, OperationContent } from "./release-content.ts";

/** An operation after merging those that are the same to a request (rule 30). */
export type IndexedOperation = {
  readonly id: string;
  /** Every name a policy may use for it: the key and all operationIds. */
  readonly names: ReadonlySet<string>;
  readonly data: Omit<OperationData, "candidates">;
};

type Paths = Pick<
  ApiData,
  "shapes" | "paths" | "multi_depths" | "multi_shapes" | "multi_paths" | "literals"
>;

const order: readonly Sensitivity[] = ["public", "internal", "confidential", "restricted"];

export function highestSensitivity(left: Sensitivity, right: Sensitivity): Sensitivity {
  return order.indexOf(left) >= order.indexOf(right) ? left : right;
}

/** Operations by id, in the order of the content. Throws on what `checkRelease` reports as an error. */
export function indexOperations(api: ApiContent): readonly IndexedOperation[] {
  const groups = new Map<string, OperationContent[]>();
  for (const operation of api.operations) {
    const place = `${operation.method} ${templateKey(readTemplate(operation.template))}`;
    groups.set(place, [...(groups.get(place) ?? []), operation]);
  }
  const indexed = [...groups.values()].map((group) => mergeOperations(api, group));
  if (new Set(indexed.map(({ id }) => id)).size < indexed.length)
    throw new Error(`two operations of ${api.slug} have the same key`);
  return indexed;
}

/** By the key that sorts first, whatever the order they are described in. */
function mergeOperations(api: ApiContent, same: readonly OperationContent[]): IndexedOperation {
  const group = same.toSorted(
    (left, right) =>
      compareUtf8(left.key, right.key) || compareUtf8(JSON.stringify(left), JSON.stringify(right)),
  );
  const [first] = group;
  if (!first) throw new Error("an empty group of operations");
  const template = readTemplate(first.template);
  const params = template.segments.flatMap((segment) =>
    segment.kind === "parameter" ? [segment.name] : [],
  );
  return {
    id: `${api.slug}:${first.key}`,
    names: new Set(group.flatMap(({ key, operationIds }) => [key, ...operationIds])),
    data: {
      api: api.slug,
      key: first.key,
      method: first.method,
      template: first.template,
      params: template.multi === null ? params : [...params, template.multi],
      sensitivity: group
        .map((operation) => operation.sensitivity ?? api.sensitivity)
        .reduce(highestSensitivity),
      tags: [...new Set(group.flatMap(({ tags }) => tags))].toSorted(compareUtf8),
      rate_limit: group.find((operation) => operation.rateLimit !== null)?.rateLimit ?? null,
    },
  };
}

/** Path keys, masks and look-alike literals, as `deployment.ts` describes them. */
export function indexPaths(operations: readonly IndexedOperation[]): Paths {
  const single = new PathTable();
  const multi = new PathTable();
  const literals = new Map<string, Set<string>>();
  const beside = new Map<string, boolean>();
  for (const { id, data } of operations) {
    const template = readTemplate(data.template);
    (template.multi === null ? single : multi).add(template, data.method, id);
    noteSiblings(template, beside, literals);
  }
  const standing = [...literals]
    .filter(([prefix]) => beside.get(prefix))
    .map(([prefix, texts]) => [
      prefix,
      Object.fromEntries([...texts].map((text) => [text, true as const])),
    ]);
  return {
    shapes: single.shapes(),
    paths: single.paths(),
    multi_depths: multi.depths(),
    multi_shapes: multi.shapes(),
    multi_paths: multi.paths(),
    literals: Object.fromEntries(standing),
  };
}

/** Collects, per prefix, the literals there and whether a parameter stands beside them (rule 35). */
function noteSiblings(
  { segments, multi }: Template,
  beside: Map<string, boolean>,
  literals: Map<string, Set<string>>,
): void {
  let prefix = "";
  for (const segment of segments) {
    if (segment.kind === "parameter") {
      beside.set(prefix, true);
      prefix += "/";
    } else {
      literals.set(prefix, (literals.get(prefix) ?? new Set()).add(foldLookalike(segment.text)));
      prefix += `/${segment.text}`;
    }
  }
  if (multi !== null) beside.set(prefix, true);
}

class PathTable {
  private readonly byKey = new Map<string, Map<string, string>>();
  private readonly masks = new Map<number, Set<string>>();

  add({ segments }: Template, method: string, id: string): void {
    const key = templateKey({ segments, multi: null });
    const methods = this.byKey.get(key) ?? new Map<string, string>();
    this.byKey.set(key, methods.set(method, id));
    const mask = segments.map(({ kind }) => (kind === "literal" ? "l" : "p")).join("");
    this.masks.set(
      segments.length,
      (this.masks.get(segments.length) ?? new Set<string>()).add(mask),
    );
  }

  /** "l" sorts before "p", so that sorted is best first: the leftmost literal wins. */
  shapes(): Record<string, readonly string[]> {
    return Object.fromEntries(
      [...this.masks].map(([length, masks]) => [String(length), [...masks].toSorted()]),
    );
  }

  paths(): Record<string, Record<string, string>> {
    return Object.fromEntries(
      [...this.byKey].map(([key, methods]) => [key, Object.fromEntries(methods)]),
    );
  }

  depths(): readonly number[] {
    return [...this.masks.keys()].toSorted((left, right) => right - left);
  }
}

function readTemplate(text: string): Template {
  const template = parseTemplate(text);
  if (!template) throw new Error(`not a path template: ${text}`);
  return template;
}
