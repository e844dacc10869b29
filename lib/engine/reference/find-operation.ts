import type { ReadRequest } from "./read-request.ts";
import { asSet, byBytes, type Api, type Operation } from "./world.ts";

type Segment = { readonly literal: string } | { readonly parameter: string };

/** A template read: `/users/{id}`; `rest` is the name of a last `{name+}`. */
type Template = { readonly segments: readonly Segment[]; readonly rest: string | null };

export type FoundApi = { readonly api: Api; readonly segments: readonly string[] };

/** Rules 28 and 42: an exact host beats a wildcard, the longest base path beats the others. */
export function findApi(apis: readonly Api[], { host, segments }: ReadRequest): FoundApi | null {
  const wildcard = host.replace(/^[^.]*/, "*");
  const places = apis.flatMap((api) =>
    api.hosts.map(({ host: text, basePath }) => ({
      api,
      host: text.replace(/:\d+$/, ""),
      base: readTemplate(basePath).segments.map((one) => ("literal" in one ? one.literal : "")),
    })),
  );
  const named = places.some((place) => place.host === host) ? host : wildcard;
  const [best] = places
    .filter((place) => place.host === named && place.base.every((one, at) => one === segments[at]))
    .toSorted((left, right) => right.base.length - left.base.length);
  return best ? { api: best.api, segments: segments.slice(best.base.length) } : null;
}

export type FoundOperation =
  | { readonly state: "none" | "look-alike" }
  | {
      readonly state: "found";
      readonly operation: Operation;
      readonly path: ReadonlyMap<string, string>;
    };

/** Rules 29 to 33 and 35. */
export function findOperation({ api, segments }: FoundApi, method: string): FoundOperation {
  const templates = api.operations.map(({ template }) => readTemplate(template));
  const [best] = templates
    .filter((template) => matches(template, segments))
    .toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1));
  if (!best) return { state: "none" };
  if (looksLikeLiteral(best, templates, segments)) return { state: "look-alike" };
  const here = (one: string) =>
    api.operations.filter(
      (operation) =>
        operation.method === one && erase(readTemplate(operation.template)) === erase(best),
    );
  const found = here(method).length > 0 || method !== "HEAD" ? here(method) : here("GET");
  const same = found.toSorted((left, right) => byBytes(left.key, right.key));
  const [first] = same;
  if (!first) return { state: "none" };
  return {
    state: "found",
    operation: {
      id: `${api.slug}:${first.key}`,
      key: first.key,
      names: same.flatMap(({ key, operationIds }) => [key, ...operationIds]),
      method: first.method,
      template: first.template,
      sensitivity: highest(same.map(({ sensitivity }) => sensitivity ?? api.sensitivity)),
      tags: asSet(same.flatMap(({ tags }) => tags)),
      rateLimit: same.find(({ rateLimit }) => rateLimit !== null)?.rateLimit ?? null,
    },
    path: nameValues(readTemplate(first.template), segments),
  };
}

export const sensitivities = ["public", "internal", "confidential", "restricted"] as const;

function highest(levels: readonly Api["sensitivity"][]): Api["sensitivity"] {
  return sensitivities.toReversed().find((level) => levels.includes(level)) ?? "restricted";
}

function readTemplate(text: string): Template {
  const parts = text
    .replace(/[?#].*$/, "")
    .split("/")
    .filter((part) => part !== "");
  const rest = /^\{(.+)\+\}$/.exec(parts.at(-1) ?? "")?.[1] ?? null;
  const segments = (rest === null ? parts : parts.slice(0, -1)).map((part): Segment => {
    const whole = /^\{([^{}]+)\}$/.exec(part)?.[1];
    if (whole !== undefined) return { parameter: whole };
    return part.includes("{") ? { parameter: part } : { literal: decodeURIComponent(part) };
  });
  return { segments, rest };
}

function matches({ segments, rest }: Template, given: readonly string[]): boolean {
  const long = rest === null ? given.length === segments.length : given.length > segments.length;
  return long && segments.every((one, at) => "parameter" in one || one.literal === given[at]);
}

/** Sorts first what wins: no `{name+}`, then the longest before it, then the leftmost literal. */
function rank({ segments, rest }: Template): string {
  const mask = segments.map((one) => ("literal" in one ? "l" : "p")).join("");
  return rest === null ? `a${mask}` : `b${String(99 - segments.length)}${mask}`;
}

/** What makes two templates the same: names erased. A segment is never empty, so "" can't be a literal. */
function erase({ segments, rest }: Template): string {
  return JSON.stringify([segments.map(eraseSegment), rest !== null]);
}

function eraseSegment(segment: Segment | undefined): string {
  return segment && "literal" in segment ? segment.literal : "";
}

/** Rule 35: a value that equals, but for case and last dots, a literal that stands where its parameter stands. */
function looksLikeLiteral(
  { segments, rest }: Template,
  all: readonly Template[],
  given: readonly string[],
): boolean {
  const at = (index: number, value: string) => {
    const prefix = JSON.stringify(segments.slice(0, index).map(eraseSegment));
    return all.some((other) => {
      const sibling = other.segments[index];
      const beside = JSON.stringify(other.segments.slice(0, index).map(eraseSegment)) === prefix;
      return beside && sibling && "literal" in sibling && fold(sibling.literal) === fold(value);
    });
  };
  const single = segments.some((one, index) => "parameter" in one && at(index, given[index] ?? ""));
  return single || (rest !== null && at(segments.length, given.slice(segments.length).join("/")));
}

function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()).replace(/\.+$/, "");
}

function nameValues({ segments, rest }: Template, given: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [index, one] of segments.entries())
    if ("parameter" in one) values.set(one.parameter, given[index] ?? "");
  if (rest !== null) values.set(rest, given.slice(segments.length).join("/"));
  return values;
}
