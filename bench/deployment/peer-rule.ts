/**
 * One request as the peers get it: already routed to its operation, with every fact resolved. They have no
 * notion of hosts, paths, tokens or directories, so this is work that is done for them.
 */
export type PeerFacts = {
  readonly user: string;
  readonly roles: readonly string[];
  readonly operation: string;
  /** 0 none, 1 any second factor, 2 phishing-resistant. */
  readonly mfa: number;
  /** Seconds. */
  readonly mfaAge: number;
  /** 0 none, 1 registered, 2 compliant, 3 managed; the caller's own. */
  readonly device: number;
  readonly encrypted: boolean;
  /** 14.2 is 14002. */
  readonly osVersion: number;
  /** IPv4 as a number. */
  readonly address: number;
  readonly country: string;
  /** In Berlin: 1 is Monday. */
  readonly weekday: number;
  readonly minute: number;
  /** 0 none … 4 critical. */
  readonly risk: number;
  readonly scopes: readonly string[];
  readonly department: string;
  readonly pathDepartment: string;
};

export type FactName = Exclude<keyof PeerFacts, "user" | "roles" | "operation">;

/** One comparison; a rule's list of them is a conjunction. */
export type Atom =
  | { readonly fact: FactName; readonly is: "atLeast" | "atMost"; readonly value: number }
  | { readonly fact: FactName; readonly is: "equals"; readonly value: boolean }
  | { readonly fact: FactName; readonly is: "has"; readonly value: string }
  | { readonly fact: FactName; readonly is: "sameAs"; readonly value: FactName }
  | { readonly fact: FactName; readonly is: "oneOf" | "noneOf"; readonly value: readonly string[] };

/** A policy without anything that only Sallyport knows. */
export type PeerRule = {
  readonly name: string;
  readonly effect: "permit" | "forbid";
  /** Null: everybody. */
  readonly role: string | null;
  readonly operations: readonly string[];
  readonly when: readonly Atom[];
  /** Of a forbid: it is lifted when all of these hold. Empty: never. */
  readonly unless: readonly Atom[];
};
