import type { ApiPlace } from "./place-of.ts";

export type Operation = {
  readonly key: string;
  readonly method: string;
  readonly template: string;
  readonly summary: string;
};

/** What the form holds. */
export type Draft = {
  readonly api: string;
  readonly enforcer: string;
  readonly host: string;
  /** Null: any method and path. */
  readonly operation: Operation | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: string;
  readonly method: string;
  readonly target: string;
  /** One a line: `Accept-Language: de`. */
  readonly headers: string;
  readonly body: string;
  readonly withToken: boolean;
  readonly bound: boolean;
};

/** `{id}` and `{path+}` of a template, in order. */
export function parametersOf(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
}

/** Where an API begins at a host. */
export function basePathOf(api: ApiPlace | undefined, host: string): string {
  const place = api?.hosts.find((each) => each.host === host) ?? api?.hosts[0];
  return place === undefined || place.basePath === "/" ? "" : place.basePath;
}

/** The request line of the draft: what was filled in is encoded, what was written as a path stays as it is. */
export function requestLine(
  draft: Draft,
  api: ApiPlace | undefined,
): { readonly method: string; readonly target: string } {
  const { operation, parameters, query } = draft;
  if (operation === null) return { method: draft.method, target: draft.target };
  const path = operation.template.replaceAll(/\{([^{}]+)\}/g, (_all, name: string) => {
    const value = parameters[name] ?? "";
    // Only the last parameter of a template may span segments: `{path+}`.
    return name.endsWith("+")
      ? value.split("/").map(encodeURIComponent).join("/")
      : encodeURIComponent(value);
  });
  const search = query.trim().replace(/^\?/, "").replaceAll(" ", "%20");
  return {
    method: operation.method,
    target: `${basePathOf(api, draft.host)}${path}${search === "" ? "" : `?${search}`}`,
  };
}

/** Lines to headers; null for a line that is none. */
export function readHeaders(text: string): { name: string; value: string }[] | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const headers = lines.map((line) => {
    const [, name, value] = /^\s*([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined || value === undefined ? null : { name, value };
  });
  return headers.every((each) => each !== null) ? headers : null;
}

/** What keeps the draft from being sent, in words; null when nothing does. */
export function whyNot(draft: Draft): string | null {
  if (draft.host.includes("*")) return "Fill in the host’s star first.";
  const empty = parametersOf(draft.operation?.template ?? "").find(
    (name) => (draft.parameters[name] ?? "") === "",
  );
  if (empty) return `Fill in ${empty} first.`;
  if (draft.operation === null && !draft.target.startsWith("/"))
    return "Write a path that begins with a slash.";
  return readHeaders(draft.headers) === null ? "Write each header as Name: value." : null;
}
