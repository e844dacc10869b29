import { hash } from "node:crypto";

/** A token whose signature was found good: what it says, unjudged. Times, session, subject are judged every time. */
export type VerifiedToken = {
  readonly issuer: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Seconds; the entry is useless from then on. */
  readonly expiresAt: number;
};

export type VerdictCache = {
  readonly get: (token: string, keysRevision: string, nowSeconds: number) => VerifiedToken | null;
  readonly put: (token: string, keysRevision: string, verdict: VerifiedToken) => void;
  readonly size: () => number;
};

/**
 * Remembers good signatures only, by SHA-256 of the token, for one revision of the issuers' keys: when a key is
 * withdrawn everything is verified again. Bounded by number (least recently used goes first) and by expiry.
 */
export function createVerdictCache(sizeMax = 20_000): VerdictCache {
  const entries = new Map<string, VerifiedToken>();
  let revision = "";
  return {
    size: () => entries.size,
    get: (token, keysRevision, nowSeconds) => {
      if (keysRevision !== revision) return null;
      const key = digest(token);
      const entry = entries.get(key);
      if (entry === undefined) return null;
      entries.delete(key);
      if (nowSeconds >= entry.expiresAt) return null;
      entries.set(key, entry);
      return entry;
    },
    put: (token, keysRevision, verdict) => {
      if (keysRevision !== revision) {
        entries.clear();
        revision = keysRevision;
      }
      if (entries.size >= sizeMax) {
        const oldest = entries.keys().next();
        if (oldest.done !== true) entries.delete(oldest.value);
      }
      entries.set(digest(token), verdict);
    },
  };
}

const digest = (token: string) => hash("sha256", token, "base64url");
