import { hash as digest } from "node:crypto";

/** Whose credential it is. */
export type EnforcerIdentity = {
  readonly credentialId: string;
  readonly enforcerId: string;
  readonly slug: string;
  readonly name: string;
  readonly channel: string;
};

export type CredentialEntry = EnforcerIdentity & { readonly hash: string };

export type CredentialBook = ReturnType<typeof createCredentialBook>;

/**
 * The valid credentials of all enforcers, by hash, in memory: polls go on while Postgres is down, and a
 * revocation ends parked polls in the moment it is heard of.
 */
export function createCredentialBook() {
  let entries = new Map<string, CredentialEntry>();
  const revoked = new Set<() => void>();
  let read = false;

  return {
    /** False until it was filled once: nobody can be told apart from a stranger yet. */
    isRead: (): boolean => read,
    find: (secret: string): CredentialEntry | null =>
      entries.get(digest("sha256", secret, "base64url")) ?? null,
    isValid: (entry: CredentialEntry): boolean => entries.has(entry.hash),
    all: (): readonly CredentialEntry[] => [...entries.values()],
    replace: (next: readonly CredentialEntry[]): void => {
      const before = entries;
      read = true;
      entries = new Map(next.map((entry) => [entry.hash, entry]));
      if ([...before.keys()].some((hash) => !entries.has(hash))) for (const wake of revoked) wake();
    },
    /** Calls `wake` whenever some credential has ended; returns what ends the waiting. */
    onRevocation: (wake: () => void): (() => void) => {
      revoked.add(wake);
      return () => revoked.delete(wake);
    },
  };
}
