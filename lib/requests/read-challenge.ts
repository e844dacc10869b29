export type HeaderChallenge = {
  readonly scheme: string;
  readonly error: string | null;
  /** What to do, in the enforcer's words. */
  readonly description: string | null;
  readonly phishingResistant: boolean;
  readonly maxAgeSeconds: number | null;
  readonly scopes: readonly string[];
};

/**
 * The first challenge of a `WWW-Authenticate` value (RFC 9110 section 11.6.1), with what RFC 6750 and RFC 9470 put
 * into it. What can't be read as one is null: the header is shown as it came all the same.
 */
export function readChallenge(value: string): HeaderChallenge | null {
  const scheme = /^\s*([A-Za-z][\w-]*)(?:\s+|$)/.exec(value);
  if (!scheme?.[1]) return null;
  const params = new Map(
    [...value.slice(scheme[0].length).matchAll(parameter)].map((match) => [
      (match[1] ?? "").toLowerCase(),
      match[3] ?? (match[2] ?? "").replaceAll(/\\(.)/g, "$1"),
    ]),
  );
  const words = (name: string) => (params.get(name) ?? "").split(" ").filter((word) => word !== "");
  const age = params.get("max_age") ?? "";
  return {
    scheme: scheme[1],
    error: params.get("error") ?? null,
    description: params.get("error_description") ?? null,
    phishingResistant: words("acr_values")[0] === "phr" && words("acr_values").length === 1,
    maxAgeSeconds: /^\d{1,9}$/.test(age) ? Number(age) : null,
    scopes: words("scope"),
  };
}

/** `name=token` or `name="quoted \" string"`. */
const parameter = /([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;
