/** What a program asks for: its loopback address and PKCE challenge. */
export type Program = {
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly state: string | null;
  readonly dpopJkt: string | null;
};

export type TokenQuery = {
  readonly api: string | null;
  /** How old the last verification may be, in seconds (RFC 9470, section 3). */
  readonly maxAgeSeconds: number | null;
  readonly phishingResistant: boolean;
  readonly scopes: readonly string[];
  readonly program: Program | null;
};

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the page's address: our short names, and the OAuth ones for the same things. */
export function readTokenQuery(params: Params): TokenQuery {
  const one = (...names: string[]) => {
    const found = names.map((name) => params[name]).find((value) => typeof value === "string");
    return typeof found === "string" && found !== "" ? found : null;
  };
  const maxAge = Number(one("max_age") ?? "");
  return {
    api: one("api", "resource"),
    maxAgeSeconds:
      one("max_age") !== null && Number.isInteger(maxAge) && maxAge >= 0 ? maxAge : null,
    phishingResistant: (one("acr_values") ?? "").split(" ").some((acr) => /^phrh?$/.test(acr)),
    scopes: (one("scope") ?? "").split(" ").filter((scope) => scope !== ""),
    program: programOf(one),
  };
}

function programOf(one: (name: string) => string | null): Program | null {
  const redirectUri = one("redirect_uri");
  const codeChallenge = one("code_challenge");
  if (one("client_id") !== "cli" || redirectUri === null || codeChallenge === null) return null;
  if (one("code_challenge_method") !== "S256") return null;
  return { redirectUri, codeChallenge, state: one("state"), dpopJkt: one("dpop_jkt") };
}

/** A passkey verification is kept from being a moment too old by the time the token is used. */
const marginSeconds = 30;

/** Whether the session must be verified again before its token meets what was asked. */
export function needsCeremony(
  query: TokenQuery,
  verified: { readonly authTime: string; readonly acr: string },
  nowMs: number,
): boolean {
  if (query.phishingResistant && !/^phrh?$/.test(verified.acr)) return true;
  if (query.maxAgeSeconds === null) return false;
  const ageSeconds = (nowMs - new Date(verified.authTime).getTime()) / 1000;
  return ageSeconds > Math.max(0, query.maxAgeSeconds - marginSeconds);
}
