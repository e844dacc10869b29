/** What goes into one decision and what comes out of it; the same for the enforcer, the simulator and the Rego library. */

/**
 * One request, as an enforcement point saw it. `target` is the origin-form request target exactly as received
 * (path and query, still encoded). `headers` are those that matter to a decision, names in lower case; a header
 * that came several times has several values. Identity comes from the token alone: nothing else in here is a claim.
 */
export type DecisionInput = {
  readonly request: {
    readonly method: string;
    readonly host: string;
    readonly target: string;
    /** `authorization`, `dpop`, `origin`, `access-control-request-method`, method-override headers, `host`. */
    readonly headers: Readonly<Record<string, readonly string[]>>;
  };
  /** Only from an authenticated enforcement point; null is unknown. */
  readonly client: { readonly address: string | null; readonly country: string | null };
  readonly credential: Credential;
};

/** What became of the access token before the decision. The signature's verdict may come from a cache, the rest never. */
export type Credential =
  | { readonly state: "none" }
  /** Not even readable as a token of a known issuer and key, or its signature or proof failed. */
  | { readonly state: "invalid"; readonly why: string }
  | {
      readonly state: "verified";
      readonly scheme: "Bearer" | "DPoP";
      /** The issuer's id in signals. */
      readonly issuer: string;
      readonly header: Readonly<Record<string, unknown>>;
      readonly claims: Readonly<Record<string, unknown>>;
      /** Proofs of possession that were verified on this request. */
      readonly proofs: { readonly jkt: string | null; readonly x5t: string | null };
    };

export type Outcome = "allow" | "challenge" | "deny";

/** The closed list of reasons. Texts for administrators and callers: `reasons.ts`. */
export type Reason =
  // allow
  | "permitted"
  | "preflight"
  | "observed"
  // challenge
  | "authentication-required"
  | "step-up-required"
  // deny: the enforcer itself
  | "not-ready"
  | "lease-expired"
  | "stale-policy"
  | "stale-directory"
  | "stale-signals"
  | "internal-error"
  // deny: the request
  | "malformed-request"
  | "unknown-api"
  | "unknown-operation"
  // deny: the caller
  | "invalid-token"
  | "unknown-subject"
  | "subject-suspended"
  | "session-revoked"
  | "token-revoked"
  | "device-revoked"
  | "device-quarantined"
  // deny: the policies
  | "forbidden"
  | "no-permit"
  | "rate-limited";

/** What the caller must do to be allowed: the union of remedies (rule 24). Null members are not asked for. */
export type Challenge = {
  readonly authenticate: boolean;
  readonly mfa: {
    readonly strength: "any" | "phishing-resistant";
    readonly max_age_seconds: number | null;
  } | null;
  readonly device: {
    readonly trust: "registered" | "compliant" | "managed";
    /** Names of posture checks to fix, sorted by UTF-8 bytes. */
    readonly checks: readonly string[];
  } | null;
  readonly token: {
    readonly scopes: readonly string[];
    readonly sender_constrained: boolean;
  } | null;
};

export type Decision = {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** Detail for administrators where the code alone does not say it (which claim, which rule of the path). Never shown to callers. */
  readonly detail: string | null;
  readonly api: string | null;
  readonly operation: string | null;
  readonly subject: string | null;
  readonly device: string | null;
  readonly session: string | null;
  /** Names of the decisive policies, sorted by UTF-8 bytes. */
  readonly policies: readonly string[];
  readonly challenge: Challenge | null;
  /** Limits to consume all-or-nothing before an allow is final; each with the policy or object it comes from. */
  readonly rate_limits: readonly {
    readonly key: string;
    readonly limit: number;
    readonly window_seconds: number;
    readonly per: "subject" | "device" | "address";
  }[];
  /** What would have been decided: with shadow policies enforced, or without observe mode. Null when the same. */
  readonly shadow: {
    readonly outcome: Outcome;
    readonly reason: Reason;
    readonly policies: readonly string[];
  } | null;
  /** Decided past the lease because the API's owner chose to go on (`stale: continue`). */
  readonly degraded: boolean;
  /** How long this answer may be relied upon without asking again: next known change of a fact, at most 300. */
  readonly valid_seconds: number;
  readonly revisions: {
    readonly policy: string;
    readonly directory: string;
    readonly signals: string;
  };
  readonly trace: readonly TraceEntry[] | null;
};

export type Truth = "true" | "false" | "unknown";

export type TraceEntry = {
  readonly policy: string;
  readonly effect: "permit" | "forbid";
  readonly mode: "enforce" | "shadow";
  /** Does it name this caller? */
  readonly matches: boolean;
  readonly applies: boolean;
  readonly conditions: readonly {
    readonly clause: "when" | "unless";
    readonly kind: string;
    readonly says: string;
    readonly value: Truth;
    /** The facts it read, as text: `mfa 3 h ago`, `address 203.0.113.9`. */
    readonly read: readonly string[];
  }[];
};
