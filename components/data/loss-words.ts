import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { lossCauses, type Losses } from "#calls/losses";

const words: Readonly<Record<string, string>> = {
  "rate-limited": "Over OPA’s own limit of decisions per second",
  "buffer-full": "The enforcer’s buffer was full",
  "not-encoded": "The enforcer could not write the event",
  unreadable: "Arrived and could not be read",
  "quarantine-full": "Unreadable, beyond what is kept to be looked at",
  "denials-among": "Denials and challenges among those lost",
  "cache-cut": "Kept without OPA’s cache of builtins",
  "status-dropped": "Status reports dropped by OPA",
  "sent-again": "Chunks told to come again, too many at once",
};

/** Whether what is counted are decisions that nobody will read. */
export function isLost(of: string): boolean {
  return lossCauses.some((cause) => cause === of);
}

/** Why decisions were lost, or what else an enforcer told of its logs. */
export function lossWord(cause: string): string {
  return words[cause] ?? cause;
}

/** "3,120 decisions of these 24 hours were lost"; null where none was. */
export function lossSentence({ lost, from, to }: Losses): string | null {
  if (lost === 0) return null;
  const hours = Math.round((Date.parse(to) - Date.parse(from)) / 3_600_000);
  const time = hours === 24 ? "of these 24 hours" : "of this time";
  return `${formatCount(lost, "decision")} ${time} ${lost === 1 ? "was" : "were"} lost`;
}

/** "3,000 the enforcer’s buffer was full, 120 …", the largest first. */
export function lossReasons({ causes }: Losses): string {
  return causes
    .filter(({ cause }) => isLost(cause))
    .map(({ cause, count }) => `${lossWord(cause)}: ${formatNumber(count)}`)
    .join(". ");
}
