import { cleanLine } from "./clean-line.ts";
import { member, type JsonObject } from "./json-object.ts";
import { resolveReference } from "./resolve-reference.ts";

export type ReadOperation = {
  readonly operationId: string | null;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  /** Names of path parameters that are marked to take several segments. */
  readonly multiSegment: ReadonlySet<string>;
  /** Parameters whose reference could not be followed. */
  readonly problems: readonly string[];
};

const tagsMax = 50;

/** Takes what a decision and a list need from an operation and the parameters it shares with its path. */
export function readOperation(
  root: JsonObject,
  operation: JsonObject,
  sharedParameters: unknown,
): ReadOperation {
  const tags = member(operation, "tags");
  const parameters = readParameters(root, sharedParameters, member(operation, "parameters"));
  return {
    operationId: cleanLine(member(operation, "operationId"), 300),
    summary: cleanLine(member(operation, "summary"), 300) ?? "",
    tags: Array.isArray(tags)
      ? [...new Set(tags.slice(0, tagsMax).map((tag) => cleanLine(tag, 300)))].filter(
          (tag) => tag !== null,
        )
      : [],
    deprecated: isTrue(member(operation, "deprecated")),
    ...parameters,
  };
}

/** An operation's parameter replaces the path's of the same name. */
function readParameters(
  root: JsonObject,
  ...lists: readonly unknown[]
): Pick<ReadOperation, "multiSegment" | "problems"> {
  const byName = new Map<string, boolean>();
  const problems: string[] = [];
  for (const value of lists.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))) {
    const { object, problem } = resolveReference(root, value);
    if (!object) problems.push(problem);
    else if (member(object, "in") === "path") {
      const name = member(object, "name");
      if (typeof name === "string") byName.set(name, isMultiSegment(object));
    }
  }
  const multi = [...byName].filter(([, isMulti]) => isMulti).map(([name]) => name);
  return { multiSegment: new Set(multi), problems };
}

/** GitHub's extension; OpenAPI has no word of its own for it. */
function isMultiSegment(parameter: JsonObject): boolean {
  return isTrue(member(parameter, "x-multi-segment"));
}

/** Also the words of YAML 1.1, which 1.2 reads as text. */
function isTrue(value: unknown): boolean {
  return value === true || (typeof value === "string" && /^(?:true|yes|on)$/i.test(value));
}
