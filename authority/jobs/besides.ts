import { runQueuedImports } from "#lib/apis/run-import.ts";
import { database } from "#lib/db/client.ts";
import type { Topic } from "#lib/db/notify.ts";
import { dropOldDecisions } from "#lib/decisions/drop-old-decisions.ts";
import { refreshIssuers } from "./refresh-issuers.ts";
import type { AuthoritySettings } from "#authority/authority-settings.ts";
import { createEvaluator } from "#lib/canaries/evaluate-canaries.ts";
import { runBeside } from "./run-beside.ts";

const readImports = async () => void (await runQueuedImports(database()));

/** A shorter setting is followed within that time. */
const retentionLookMs = 60_000;

/** What takes long and signs nothing: descriptions to read (each in a thread of its own), issuers to ask, old decisions to drop, canaries to compare. */
export function runBesides({ lookMs, canaryLookMs }: AuthoritySettings) {
  const imports = runBeside("an import", readImports, lookMs);
  const issuers = runBeside("asking issuers", refreshIssuers, lookMs);
  const retention = runBeside("dropping old decisions", dropOldDecisions, retentionLookMs);
  const canaries = runBeside("comparing a canary", createEvaluator(canaryLookMs), lookMs);
  return {
    hear: (topic: Topic): void => {
      if (topic === "imports") imports.wake();
      if (topic === "signals") issuers.wake();
    },
    stop: async (): Promise<void> => {
      const all = [imports, issuers, retention, canaries];
      await Promise.all(all.map((each) => each.stop()));
    },
  };
}
