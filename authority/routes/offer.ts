import type { IncomingMessage } from "node:http";
import type { ArchiveName } from "#lib/bundle/bundle-name.ts";
import type { Authority } from "#authority/authority.ts";
import { revisionText, type ServedBundle } from "#authority/bundle-store.ts";
import type { CredentialEntry } from "#authority/credential-book.ts";

/** Signed by the key that this enforcer has been seen to take bundles from; the canary's, if it is in one. */
export function offered(
  { store, keys }: Authority,
  { channel, enforcerId }: CredentialEntry,
  name: ArchiveName,
): ServedBundle | null {
  return store.current(channel, name, { key: keys.keyOf(enforcerId), enforcerId });
}

/**
 * Whether to answer with it. Somebody who holds a bundle and has not heard of the key of the next one could only refuse
 * it, and would pause before asking again: discovery comes first.
 */
export function isNews(
  { keys }: Authority,
  { enforcerId }: CredentialEntry,
  bundle: ServedBundle,
  tag: string | null,
): boolean {
  if (bundle.tag === tag) return false;
  const key = keys.keyOf(enforcerId);
  return tag === null || key === null || bundle.name === "discovery" || bundle.kid === key;
}

/** The tag says what is in force there: OPA sends the last one it activated, nothing else. */
export function notePoll(
  authority: Authority,
  { headers }: Pick<IncomingMessage, "headers">,
  credential: CredentialEntry,
  name: ArchiveName,
  tag: string | null,
): void {
  const { acknowledgements, fleet, store, keys } = authority;
  const agentVersion = headers["user-agent"]?.slice(0, 200);
  fleet.noteEnforcer(credential.enforcerId, agentVersion === undefined ? {} : { agentVersion });
  const { channel, enforcerId } = credential;
  keys.polled({ enforcerId, channel, name, tag });
  const active = tag === null ? null : (store.recall(channel, name, tag)?.revision ?? null);
  const newest = store.current(channel, name, { enforcerId });
  const current = active !== null && newest !== null && active === revisionText(newest);
  acknowledgements.polled(enforcerId, name, { active, current });
}
