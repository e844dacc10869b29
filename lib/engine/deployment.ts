/**
 * The three documents an enforcer decides from, exactly as they travel in the bundles (format 1): the
 * data roots `sallyport_policy`, `sallyport_directory`, `sallyport_signals`. Names are snake_case because
 * the Rego library reads the same JSON. All instants are integer seconds since 1970 UTC, all durations
 * integer seconds. A reader that meets another `format`, an unknown condition kind or an unknown operator
 * refuses the whole bundle. Everything is looked up by key; nothing here is ever scanned by a decision.
 */

/** Epoch and number, compared in that order; they only ever rise. Text form: `"<epoch>.<number>"`. */
export type Revision = readonly [epoch: number, number: number];

export type Sensitivity = "public" | "internal" | "confidential" | "restricted";
export type RiskLevel = "none" | "low" | "medium" | "high" | "critical";
export type DeviceTrust = "registered" | "compliant" | "managed";
export type DeviceState = "pending" | "trusted" | "quarantined" | "revoked";
export type SubjectKind = "user" | "workload";

/** Integers within ±(2^53−1), or decimals of at most 15 digits. Strings are NFC without lone surrogates or NUL. */
export type Scalar = string | number | boolean;
export type AttributeValue = Scalar | readonly Scalar[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

export type RateLimit = {
  readonly limit: number;
  readonly window_seconds: number;
  readonly per: "subject" | "device" | "address";
};

// ---------------------------------------------------------------- policy

export type PolicyData = {
  readonly format: 1;
  readonly deployment: string;
  readonly channel: string;
  readonly revision: Revision;
  readonly release: number;
  /** The oldest directory this policy may be decided with; older: deny `stale-directory`. */
  readonly at_least: { readonly directory: Revision };
  /** Ports that are removed from a request's host before the look-up (80, 443 and those that API hosts list). */
  readonly ports: readonly number[];
  /** By ASCII-lower-case host, or `*.` + host for exactly one leftmost label. An exact host beats a wildcard, without fall-back. */
  readonly hosts: Readonly<Record<string, HostData>>;
  readonly apis: Readonly<Record<string, ApiData>>;
  /** By operation id: `<api>:<key>`. */
  readonly operations: Readonly<Record<string, OperationData>>;
  /** Interned candidate sets, named by operations and APIs. */
  readonly candidates: Readonly<Record<string, CandidateSet>>;
  readonly policies: Readonly<Record<string, PolicyRule>>;
};

export type HostData = {
  /** Segment counts of the base paths, descending: longest first, no fall-back to a shorter one that also matches. */
  readonly depths: readonly number[];
  /** By path key of the base path (`""` is the root): the API's slug. */
  readonly bases: Readonly<Record<string, string>>;
};

/**
 * Path keys: every segment written as `/` + decoded segment, a parameter as `/` alone. No collisions are
 * possible because empty segments are refused before any look-up. `""` is the root (zero segments).
 * Masks: one letter per segment, `l` literal, `p` parameter; in `shapes`, best first (leftmost literal wins).
 * Templates are relative to the API's base path.
 */
export type ApiData = {
  readonly name: string;
  readonly sensitivity: Sensitivity;
  readonly criticality: "low" | "medium" | "high";
  readonly data_classes: readonly string[];
  readonly exposure: "internal" | "partner" | "internet";
  /** The `aud` that an access token must carry for this API. */
  readonly audience: string;
  /** Observe mode ends at this instant; null is enforce. Never set for a restricted API. */
  readonly observe_until: number | null;
  readonly undocumented: "deny" | "authenticated";
  readonly cors: "none" | "preflight";
  readonly trailing_slash: "refuse" | "required";
  /** What an enforcer does without a valid lease: deny, or (public and internal only) go on with what it has. */
  readonly stale: "deny" | "continue";
  readonly signals_age_seconds_max: number | null;
  readonly rate_limit: RateLimit | null;
  /** By number of segments: masks of the templates of that length, best first. */
  readonly shapes: Readonly<Record<string, readonly string[]>>;
  /** By path key: method to operation id. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Templates that end in `{name+}` (one segment or more): lengths of what stands before it, descending … */
  readonly multi_depths: readonly number[];
  /** … by that length: masks of what stands before it, best first … */
  readonly multi_shapes: Readonly<Record<string, readonly string[]>>;
  /** … and by the path key of what stands before it: method to operation id. They lose against `paths`. */
  readonly multi_paths: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * By path key of a prefix: the literals that stand beside a parameter there, ASCII-lower-cased with trailing
   * dots removed. A parameter value that equals one of them in that form is a malformed request (rule 35).
   */
  readonly literals: Readonly<Record<string, Readonly<Record<string, true>>>>;
  /** API-level candidates, for undocumented operations. */
  readonly candidates: string;
};

export type OperationData = {
  readonly api: string;
  /** Unique in its API: the operationId where there is a usable one, else `METHOD /template`. */
  readonly key: string;
  readonly method: string;
  readonly template: string;
  /** Names of the template's parameters, in order; a multi-segment parameter's value keeps its `/`. */
  readonly params: readonly string[];
  readonly sensitivity: Sensitivity;
  readonly tags: readonly string[];
  readonly rate_limit: RateLimit | null;
  readonly candidates: string;
};

/**
 * Which policies can matter here, by who is named: `role:<slug>`, `group:<slug>`, `user:<slug>`,
 * `workload:<slug>`, `authenticated`, `everybody`. Names sorted by UTF-8 bytes. Policies that are off are left out.
 */
export type CandidateSet = {
  readonly permit: Readonly<Record<string, readonly string[]>>;
  readonly forbid: Readonly<Record<string, readonly string[]>>;
};

export type PolicyRule = {
  readonly effect: "permit" | "forbid";
  readonly mode: "enforce" | "shadow";
  /** Narrows the subjects; null is every kind. `anonymous` is a caller without a token. */
  readonly kinds: readonly (SubjectKind | "anonymous")[] | null;
  readonly when: readonly Condition[];
  /** Forbids only. Empty: the forbid can't be lifted. */
  readonly unless: readonly Condition[];
  readonly rate_limit: RateLimit | null;
  readonly reason: string;
};

/** Conditions in normal form. The author's form (`8h`, `>=14.2`, `09:00`) is turned into this by each kind's own file. */
export type Condition =
  | { readonly kind: "subject"; readonly kinds: readonly SubjectKind[] }
  | {
      readonly kind: "mfa";
      readonly strength: "any" | "phishing-resistant";
      readonly within_seconds: number | null;
    }
  | {
      readonly kind: "device";
      readonly trust: DeviceTrust;
      readonly owned: boolean;
      readonly platforms: readonly string[] | null;
      readonly posture: readonly PostureCheck[];
    }
  | {
      readonly kind: "network";
      readonly in: readonly string[] | null;
      readonly not_in: readonly string[] | null;
    }
  | {
      readonly kind: "country";
      readonly in: readonly string[] | null;
      readonly not_in: readonly string[] | null;
    }
  | {
      readonly kind: "schedule";
      readonly zone: string;
      /** ISO weekdays, 1 = Monday … 7 = Sunday; null is every day. */
      readonly days: readonly number[] | null;
      /** Minutes of the wall clock, 0…1440; `from` > `to` spans midnight and belongs to the day of `from`. Both or neither. */
      readonly from_minute: number | null;
      readonly to_minute: number | null;
      readonly not_before: number | null;
      readonly not_after: number | null;
    }
  | { readonly kind: "risk"; readonly below: "low" | "medium" | "high" }
  | {
      readonly kind: "token";
      readonly scopes: readonly string[];
      readonly audiences: readonly string[];
      /** Issuer ids (keys of `issuers` in signals). */
      readonly issuers: readonly string[];
      readonly sender_constrained: boolean;
    }
  | {
      readonly kind: "attribute";
      readonly left: string;
      readonly operator: AttributeOperator;
      readonly right: { readonly value: AttributeValue } | { readonly ref: string } | null;
    };

export type ConditionKind = Condition["kind"];

export type AttributeOperator =
  | "equals"
  | "not-equals"
  | "in"
  | "not-in"
  | "contains"
  | "starts-with"
  | "less-than"
  | "greater-than"
  | "exists";

export type PostureCheck =
  | { readonly check: string; readonly equals: Scalar }
  /** A version of 1 to 4 numbers, padded with zeros to 4. */
  | { readonly check: string; readonly at_least: readonly [number, number, number, number] };

// ---------------------------------------------------------------- directory

export type DirectoryData = {
  readonly format: 1;
  readonly revision: Revision;
  /** Users and workloads share one space of ids (slugs). Subjects of foreign issuers are `<issuer id>|<sub>`. */
  readonly subjects: Readonly<Record<string, SubjectRecord>>;
  readonly groups: Readonly<Record<string, GroupRecord>>;
  readonly devices: Readonly<Record<string, DeviceRecord>>;
  /** By RFC 7638 key thumbprint (`cnf.jkt`) or certificate thumbprint (`cnf["x5t#S256"]`), both base64url SHA-256. */
  readonly thumbprints: Readonly<Record<string, ThumbprintRecord>>;
};

/** A role, until when. A grant holds while now < not_after; null never ends. */
export type Grant = { readonly role: string; readonly not_after: number | null };

export type SubjectRecord = {
  readonly seq: number;
  readonly kind: SubjectKind;
  readonly state: "active" | "suspended";
  readonly groups: readonly string[];
  readonly grants: readonly Grant[];
  readonly attributes: Attributes;
  /** What remedies are in reach: does the subject have a passkey? */
  readonly passkey: boolean;
  /** Tokens issued (`iat`) before this instant are refused as revoked. */
  readonly revoked_before: number | null;
};

export type GroupRecord = { readonly seq: number; readonly grants: readonly Grant[] };

export type DeviceRecord = {
  readonly seq: number;
  /** The owner's subject id. */
  readonly subject: string | null;
  readonly platform: string;
  readonly state: DeviceState;
  readonly trust: DeviceTrust;
  readonly posture: Readonly<
    Record<string, { readonly value: Scalar; readonly not_after: number | null }>
  >;
  readonly attributes: Attributes;
};

export type ThumbprintRecord = { readonly seq: number; readonly device: string };

// ---------------------------------------------------------------- signals

/** A whole-record override; of override and record the higher `seq` wins. */
export type Override<T> = T | { readonly seq: number; readonly gone: true };

export type SignalsData = {
  readonly format: 1;
  readonly revision: Revision;
  readonly issued_at: number;
  /** Past it nothing is decided with these documents (now < not_after). */
  readonly lease: { readonly not_after: number };
  readonly at_least: { readonly policy: Revision; readonly directory: Revision };
  readonly subjects: Readonly<Record<string, Override<SubjectRecord>>>;
  readonly groups: Readonly<Record<string, Override<GroupRecord>>>;
  readonly devices: Readonly<Record<string, Override<DeviceRecord>>>;
  readonly thumbprints: Readonly<Record<string, Override<ThumbprintRecord>>>;
  /** Revoked sessions by `sid`; dropped when their last token has expired. */
  readonly sessions: Readonly<Record<string, { readonly revoked_at: number }>>;
  /** An entry holds while now < not_after. No entry of a known subject is `none`. */
  readonly risk: {
    readonly subjects: Readonly<Record<string, RiskEntry>>;
    readonly devices: Readonly<Record<string, RiskEntry>>;
    readonly sessions: Readonly<Record<string, RiskEntry>>;
  };
  /**
   * By API slug: only observed while now < not_after, whatever its release says. For whoever is woken by an outage:
   * it needs no release, and ends by itself. Never of effect where something is restricted.
   */
  readonly observed: Readonly<Record<string, { readonly not_after: number }>>;
  /** By issuer id. Keys travel here so that no rollback of a release revives one. */
  readonly issuers: Readonly<Record<string, IssuerData>>;
};

export type RiskEntry = { readonly level: RiskLevel; readonly not_after: number };

export type IssuerData = {
  /** The `iss` claim, compared as a string. Unique among issuers. */
  readonly issuer: string;
  /** Sallyport's own issuer: `sub` is a directory id, `sid` is required. */
  readonly local: boolean;
  /** Verified subjects of a foreign issuer count as authenticated without a directory record. */
  readonly jit: boolean;
  /** Whether this issuer's `acr`/`amr`/`auth_time` count. */
  readonly trusted_for_assurance: boolean;
  /** Groups it may assert in the `groups` claim; they are matched as `<issuer id>/<group>`. */
  readonly groups: readonly string[];
  /** By key id: algorithm, and a JWKS of exactly that key as JSON text (what OPA's verifiers take). */
  readonly keys: Readonly<
    Record<string, { readonly alg: "ES256" | "RS256" | "PS256"; readonly jwks: string }>
  >;
};

/** The three together: what one decision is made from. */
export type Deployment = {
  readonly policy: PolicyData;
  readonly directory: DirectoryData;
  readonly signals: SignalsData;
};
