import { environment } from "#lib/env.ts";

export type RelyingParty = { readonly id: string; readonly origin: string; readonly name: string };

/** Who passkeys are made for: the console's one origin (WebAuthn Level 3, section 5.1.2: the RP ID is its host). */
export function relyingParty(): RelyingParty {
  const url = new URL(environment().PUBLIC_URL);
  return { id: url.hostname, origin: url.origin, name: "Sallyport" };
}
