type Said = {
  readonly path: string;
  readonly query: unknown;
  readonly pathIsDecoded: boolean;
  /** X-Sallyport-Target, which the generated configuration overwrites with the request target as it came. */
  readonly raw: readonly string[] | undefined;
};

type PluginTarget = { readonly value: string } | { readonly why: string };

/**
 * The request target from what a plugin says. A decoded path does not say what goes on to the API: `/a/b` may have
 * come as `/a%2Fb` or `/x/../a/b`. So the target as it came is what is decided, and without it a decoded path is
 * refused. With it, the path has to be what that target decodes to: a client that could send the header itself gains
 * no other path.
 */
export function pluginTarget({ raw, ...said }: Said): PluginTarget {
  if (raw !== undefined) return rawTarget(raw, said);
  const { path, query, pathIsDecoded } = said;
  if (pathIsDecoded)
    return { why: "the path is decoded: the gateway must send X-Sallyport-Target as well" };
  if (/[?#]/.test(path)) return { why: "the path holds a query" };
  const text = encodedQuery(query);
  if (text === null) return { why: "the query can't be told for sure" };
  return { value: text === "" ? path : `${path}?${text}` };
}

function rawTarget(raw: readonly string[], said: Omit<Said, "raw">): PluginTarget {
  const [target] = raw;
  if (raw.length > 1 || target === undefined) return { why: "X-Sallyport-Target came twice" };
  const sent = decoded(target.split("?", 1)[0] ?? "");
  const same = sent !== null && sent === (said.pathIsDecoded ? said.path : decoded(said.path));
  return same ? { value: target } : { why: "X-Sallyport-Target is not the path of the input" };
}

/** Lua gives no more than this many parameters, silently: what a policy looks at may be among the rest. */
const parametersMax = 99;

/** As text, from text or from what Lua makes of one: a value, a list of values, `true` for none. */
function encodedQuery(query: unknown): string | null {
  if (query === undefined || query === null) return "";
  if (typeof query === "string") return query.startsWith("?") ? query.slice(1) : query;
  // Lua's empty table is an empty list.
  if (Array.isArray(query)) return query.length === 0 ? "" : null;
  if (typeof query !== "object") return null;
  const parts = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one: unknown) => encodedPair(name, one)),
  );
  return parts.length > parametersMax || parts.includes(null) ? null : parts.join("&");
}

function encodedPair(name: string, value: unknown): string | null {
  if (!name.isWellFormed()) return null;
  if (value === true) return encodeURIComponent(name);
  if (typeof value !== "string" || !value.isWellFormed()) return null;
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
