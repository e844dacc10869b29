import type { AuthoritySettings } from "#authority/authority-settings.ts";
import type { Signers } from "#authority/signers.ts";

/** What every job of a channel is given. */
export type Job = {
  readonly channel: string;
  readonly settings: AuthoritySettings;
  readonly signers: Signers;
};

/** Milliseconds after which there will be something to do; null: nothing known. */
export type Again = number | null;
