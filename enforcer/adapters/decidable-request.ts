/** A request as a gateway described it, before the token has been looked at: the same from every dialect. */
export type DecidableRequest = {
  readonly dialect:
    | "nginx"
    | "forward-auth"
    | "envoy"
    | "data-api"
    | "authzen"
    | "proxy"
    | "middleware";
  readonly request: {
    readonly method: string;
    readonly host: string;
    readonly target: string;
    readonly headers: Readonly<Record<string, readonly string[]>>;
  };
  readonly client: { readonly address: string | null; readonly country: string | null };
  /** Of the caller's address as it saw it, for DPoP; null when the gateway does not say. */
  readonly scheme: "http" | "https" | null;
  /** SHA-256 of the client certificate that the gateway verified. */
  readonly certificate: string | null;
  readonly trace: boolean;
  /**
   * Whom AuthZEN asks about. A token's subject has to be the same; `asserted` lets the asking side's word stand
   * where there is no token.
   */
  readonly subject?: { readonly id: string; readonly asserted: boolean };
};

/** Either something to decide, or why there is nothing: named, so that a misconfigured gateway is found at once. */
export type ReadRequest =
  | { readonly ok: true; readonly request: DecidableRequest }
  | { readonly ok: false; readonly why: string };

export type AdapterSettings = {
  readonly isTrustedProxy: (address: string) => boolean;
  /** Lower case; null: certificates are not handed over. */
  readonly certificateHeader: string | null;
};
