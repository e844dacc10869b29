/** What a key signs: discovery, bundles, access tokens. Never two of them. */
export type KeyPurpose = "root" | "bundle" | "token";
