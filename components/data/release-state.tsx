import { StateBadge, type StateTone } from "#components/ui/state-badge.tsx";

const looks: Readonly<Record<string, { readonly tone: StateTone; readonly word: string }>> = {
  waiting: { tone: "attention", word: "Waiting for a person" },
  signing: { tone: "busy", word: "Signing" },
  canary: { tone: "attention", word: "In its canary" },
  served: { tone: "good", word: "Served" },
  halted: { tone: "bad", word: "Halted" },
  withdrawn: { tone: "off", word: "Withdrawn" },
  failed: { tone: "bad", word: "Refused" },
};

export function releaseStateWord(state: string): string {
  return looks[state]?.word ?? state;
}

/** Where a release stands. */
export function ReleaseState({ state }: { readonly state: string }) {
  const look = looks[state] ?? { tone: "off" as const, word: state };
  return <StateBadge tone={look.tone}>{look.word}</StateBadge>;
}
