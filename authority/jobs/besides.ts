import { runQueuedImports } from "#lib/apis/run-import.ts";
import { database } from "#lib/db/client.ts";
import type { Topic } from "#lib/db/notify.ts";
import { refreshIssuers } from "./refresh-issuers.ts";
import { runBeside } from "./run-beside.ts";

const readImports = async () => void (await runQueuedImports(database()));

/** What takes long and signs nothing: descriptions to read (each in a thread of its own), issuers to ask. */
export function runBesides(lookMs: number) {
  const imports = runBeside("an import", readImports, lookMs);
  const issuers = runBeside("asking issuers", refreshIssuers, lookMs);
  return {
    hear: (topic: Topic): void => {
      if (topic === "imports") imports.wake();
      if (topic === "signals") issuers.wake();
    },
    stop: async (): Promise<void> => {
      await Promise.all([imports.stop(), issuers.stop()]);
    },
  };
}
