import { parseHostEntry, lowerAscii } from "#lib/engine/parse-host.ts";
import { parseTemplate } from "#lib/engine/parse-template.ts";
import { cleanLine } from "./clean-line.ts";
import { isJsonObject, member, type JsonObject } from "./json-object.ts";
import { serversMax } from "./limits.ts";
import { addNote, type NoteList } from "./note-list.ts";

export type ServerAddress = {
  readonly url: string;
  readonly host: string | null;
  readonly basePath: string;
};

/** Proposals that a host's variable may expand to; the default comes first. */
const valuesMax = 20;

/** The addresses of a `servers` list, variables filled in; what can't be an address is noted. */
export function readServers(
  value: unknown,
  pointer: string,
  notes: NoteList,
): readonly ServerAddress[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    addNote(notes, "skipped", pointer, "`servers` is not a list.");
    return [];
  }
  if (value.length > serversMax)
    addNote(notes, "skipped", pointer, `Only the first ${serversMax} servers are read.`);
  return value
    .slice(0, serversMax)
    .flatMap((server: unknown, index) => readServer(server, `${pointer}/${index}`, notes));
}

function readServer(server: unknown, pointer: string, notes: NoteList): readonly ServerAddress[] {
  const url = isJsonObject(server) ? member(server, "url") : undefined;
  if (!isJsonObject(server) || typeof url !== "string" || url.length > 2000) {
    addNote(notes, "skipped", pointer, "A server needs a `url`.");
    return [];
  }
  const variables = member(server, "variables");
  const read = readAddresses(url.trim(), isJsonObject(variables) ? variables : {});
  const addresses = read.filter((each) => typeof each !== "string");
  const problem = read.find((each) => typeof each === "string");
  if (problem !== undefined)
    addNote(notes, "skipped", pointer, `${cleanLine(url, 200) ?? ""}: ${problem}.`);
  if (addresses.length > 1)
    addNote(
      notes,
      "noted",
      pointer,
      "Its address has variables: check which of the proposed hosts are yours.",
    );
  return addresses;
}

function readAddresses(url: string, variables: JsonObject): readonly (ServerAddress | string)[] {
  const urls = expand(url, variables);
  return urls.length === 0 ? ["one of its variables has no value"] : urls.map(readAddress);
}

/** Fills `{variables}`: the default first, then the other values; a free leftmost label also as a wildcard. */
function expand(url: string, variables: JsonObject): readonly string[] {
  let urls = [url];
  for (const [whole, name = ""] of url.matchAll(/\{([^{}]+)\}/g)) {
    const values = valuesOf(member(variables, name), url.includes(`//${whole}.`));
    urls = urls
      .flatMap((each) => values.map((one) => each.replace(whole, () => one)))
      .slice(0, valuesMax);
  }
  return [...new Set(urls)];
}

function valuesOf(variable: unknown, isLeftmostLabel: boolean): readonly string[] {
  if (!isJsonObject(variable)) return isLeftmostLabel ? ["*"] : [];
  const preset = member(variable, "default");
  const choices = member(variable, "enum");
  const named = [preset, ...(Array.isArray(choices) ? (choices as unknown[]) : [])]
    .filter((each) => typeof each === "string" || typeof each === "number")
    .map(String);
  return [...new Set(isLeftmostLabel && !Array.isArray(choices) ? [...named, "*"] : named)];
}

/** Host and base path of an address, in the form that requests are compared with; a text says why not. */
function readAddress(url: string): ServerAddress | string {
  const [, prefix = "", authority, path = ""] =
    /^([a-z][a-z0-9+.-]*:|)(?:\/\/([^/?#]*))?([^?#]*)/is.exec(url) ?? [];
  const scheme = prefix.slice(0, -1).toLowerCase();
  if (!["", "http", "https"].includes(scheme)) return `${scheme} addresses are not decided`;
  const basePath = readBasePath(path);
  if (basePath === null) return "its base path can't be matched";
  if (authority === undefined)
    return scheme === "" ? { url, host: null, basePath } : "it names no host";
  const host = readHost(authority, scheme === "" ? "https" : scheme);
  return host === null ? "its host can't be read" : { url, host, basePath };
}

function readHost(authority: string, scheme: string): string | null {
  const name = authority.replace(/^.*@/, "");
  const wild = name.startsWith("*.");
  try {
    const url = new URL(`${scheme}://${wild ? name.slice(2) : name}`);
    const host = lowerAscii(url.host).replace(/\.(?=:|$)/, "");
    const entry = wild ? `*.${host}` : host;
    return parseHostEntry(entry) ? entry : null;
  } catch {
    return null;
  }
}

function readBasePath(path: string): string | null {
  const trimmed = path.replace(/^\.?\/*/, "/").replace(/\/+$/, "");
  if (trimmed === "") return "/";
  const template = parseTemplate(trimmed);
  return template?.multi === null && template.segments.every(({ kind }) => kind === "literal")
    ? trimmed
    : null;
}
