import { StateBadge, type StateTone } from "#components/ui/state-badge.tsx";

const looks: Readonly<Record<string, { readonly tone: StateTone; readonly word: string }>> = {
  waiting: { tone: "busy", word: "Waiting" },
  live: { tone: "good", word: "Live" },
  behind: { tone: "attention", word: "Behind" },
  rejecting: { tone: "bad", word: "Rejecting" },
  silent: { tone: "attention", word: "Silent" },
  revoked: { tone: "off", word: "Revoked" },
};

export function enforcerStateWord(state: string): string {
  return looks[state]?.word ?? state;
}

/** How an enforcer is doing, in one word. */
export function EnforcerState({ state }: { readonly state: string }) {
  const look = looks[state] ?? { tone: "off" as const, word: state };
  return <StateBadge tone={look.tone}>{look.word}</StateBadge>;
}
