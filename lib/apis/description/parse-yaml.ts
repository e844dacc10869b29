import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Tags,
  type YAMLMap,
} from "yaml";
import { isDeepYaml } from "#lib/yaml/is-deep-yaml.ts";
import { cleanLine } from "./clean-line.ts";
import { DescriptionError } from "./description-error.ts";
import { pointerOf } from "./json-object.ts";
import { aliasesMax, nestingMax, yamlBytesMax } from "./limits.ts";
import type { DuplicateKey } from "./scan-json.ts";

type Parsed = { readonly value: unknown; readonly duplicates: readonly DuplicateKey[] };

/** YAML 1.2 as plain data. Bounded: size, nesting, and how far aliases expand. */
export function parseYaml(text: string): Parsed {
  if (Buffer.byteLength(text) > yamlBytesMax)
    throw new DescriptionError(
      `A description in YAML may have ${yamlBytesMax / 1024 / 1024} MB; convert it to JSON to import up to twice that.`,
    );
  if (isDeepYaml(text, nestingMax))
    throw new DescriptionError(`The document is nested more than ${nestingMax} levels deep.`);
  try {
    const document = parseOne(text);
    const duplicates = walk(document);
    return { value: document.toJS({ maxAliasCount: aliasesMax }) as unknown, duplicates };
  } catch (error) {
    if (error instanceof RangeError)
      throw new DescriptionError("The document is nested too deeply.");
    if (error instanceof ReferenceError)
      throw new DescriptionError(
        "The document's anchors and aliases expand too far, or one of them does not exist.",
      );
    if (error instanceof DescriptionError) throw error;
    // What the parser throws where it should have reported: a merge of what is no map, a key that can't be one.
    const why = error instanceof Error ? error.message : "";
    throw new DescriptionError(`This YAML can't be read: ${cleanLine(why, 200) ?? "unknown"}.`);
  }
}

function parseOne(text: string): Document {
  const lines = new LineCounter();
  // `uniqueKeys` compares every key with every other: minutes on a hostile document. `walk` does it by a set.
  const documents = parseAllDocuments(text, {
    uniqueKeys: false,
    merge: true,
    customTags: withoutNumbers,
    lineCounter: lines,
    logLevel: "silent",
    prettyErrors: false,
  });
  const filled = documents.filter((each) => each.errors.length > 0 || !isEmpty(each.contents));
  const document = filled[0];
  if (!document) throw new DescriptionError("The document is empty.");
  if (filled.length > 1)
    throw new DescriptionError("The file holds several YAML documents; import them one by one.");
  const problem = document.errors[0];
  // The composer reports its own stack overflow as an error of the text.
  if (problem?.message.includes("call stack"))
    throw new DescriptionError("The document is nested too deeply.");
  if (problem) {
    const { line, col } = lines.linePos(problem.pos[0]);
    throw new DescriptionError(
      `This is no YAML: ${problem.message} (line ${line}, column ${col}).`,
      { line, column: col },
    );
  }
  return document;
}

/** What a `---` at the end of a file begins. */
function isEmpty(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && (contents.value ?? "") === "");
}

/** Versions, ports and response codes as they are written: `2.10` is not 2.1, nor `010` eight. */
function withoutNumbers(tags: Tags): Tags {
  return tags.filter(
    (each) => typeof each === "string" || !/:(?:int|float|timestamp)$/.test(each.tag),
  );
}

type Open = { readonly node: unknown; readonly path: readonly (string | number)[] };

/** Depth and keys that stand twice, without recursion. */
function walk(document: Document): readonly DuplicateKey[] {
  const duplicates: DuplicateKey[] = [];
  const open: Open[] = [{ node: document.contents, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, path } = next;
    if (path.length > nestingMax)
      throw new DescriptionError(`The document is nested more than ${nestingMax} levels deep.`);
    if (isSeq(node))
      for (const [index, item] of node.items.entries())
        open.push({ node: item, path: [...path, index] });
    if (isMap(node)) openMembers(node, path, open, duplicates);
  }
  return duplicates.slice(0, 50);
}

function openMembers(
  map: YAMLMap,
  path: Open["path"],
  open: Open[],
  duplicates: DuplicateKey[],
): void {
  const keys = new Set<string>();
  for (const pair of map.items) {
    const key = isScalar(pair.key) ? String(pair.key.value) : "?";
    if (keys.has(key) && isScalar(pair.key) && key !== "<<")
      duplicates.push({ path: [...path, key], pointer: pointerOf(...path, key) });
    keys.add(key);
    open.push({ node: pair.value, path: [...path, key] });
  }
}
