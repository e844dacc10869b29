import { DescriptionError } from "#lib/apis/description/description-error.ts";
import type { Description } from "#lib/apis/description/description.ts";
import { readDescription } from "#lib/apis/description/read-description.ts";
import { compareOperations } from "#lib/apis/imports/compare-operations.ts";
import { operationsFor } from "#lib/apis/imports/operations-for.ts";
import { canonicaliseTarget } from "#lib/engine/canonicalise.ts";
import { parseTemplate } from "#lib/engine/parse-template.ts";
import { claim, show, type FuzzTarget } from "#fuzz/fuzz.ts";
import { mutateJson } from "#fuzz/mutate-json.ts";
import { mutateText } from "#fuzz/mutate-text.ts";
import type { Random } from "#fuzz/random.ts";
import {
  descriptionObject,
  descriptionWords,
  descriptionYaml,
  makeHostile,
} from "./description-corpus.ts";

/** Whatever is handed in: operations that a request can match and a policy can name, or a reason. */
export const description: FuzzTarget = {
  title: "API descriptions: operations that can be called and named, or a reason",
  blockedMsMax: 8000,
  prepare: () => (random) => {
    const text = makeText(random);
    const read = tryRead(text);
    if (read !== null) checkDescription(read, text);
  },
};

function makeText(random: Random): string {
  if (random.chance(0.002)) return makeHostile(random);
  if (random.chance(0.5)) return mutateText(random, descriptionYaml, descriptionWords);
  const json = JSON.stringify(mutateJson(random, descriptionObject, 0.05) ?? null);
  return random.chance(0.3) ? mutateText(random, json, descriptionWords) : json;
}

function tryRead(text: string): Description | null {
  try {
    return readDescription(text);
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw new Error(show(text), { cause: error });
    claim(error.message.length > 0, "a refusal has a reason");
    const said = JSON.stringify([error.message, error.pointer]);
    claim(!/\\u(?:0000|d[89a-f])/.test(said), "a refusal can be stored", said);
    return null;
  }
}

function checkDescription(read: Description, text: string): void {
  claim(
    read.described >= read.operations.length + read.skipped,
    "every operation is accounted for",
    text,
  );
  claim(
    JSON.stringify(read).isWellFormed() && !JSON.stringify(read).includes("\\u0000"),
    "storable",
    text,
  );
  for (const trailingSlash of ["required", "refuse"]) {
    const { added } = compareOperations([], operationsFor(read, trailingSlash));
    const keys = new Set(added.map(({ key }) => key));
    const places = new Set(added.map(({ method, shape }) => `${method} ${shape}`));
    claim(keys.size === added.length, "names are unique", text);
    claim(places.size === added.length, "places are unique", text);
    for (const { method, template, key } of added) checkOperation(method, template, key);
  }
}

function checkOperation(method: string, template: string, key: string): void {
  claim(/^[A-Z]{1,20}$/.test(method), "methods are methods", method);
  claim(key.length >= 1 && key.length <= 300 && key.isWellFormed(), "a policy can name it", key);
  const parsed = parseTemplate(template);
  claim(parsed !== null, "a template is one", template);
  const parts = parsed.segments.map((segment) =>
    segment.kind === "literal" ? encodeURIComponent(segment.text) : "x",
  );
  if (parsed.multi !== null) parts.push("y", "z");
  const target = `/${parts.join("/")}`;
  const canonical = canonicaliseTarget(target);
  claim(canonical.ok, "a request can match it", { template, target });
}
