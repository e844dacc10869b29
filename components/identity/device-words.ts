import type { StateTone } from "#components/ui/state-badge.tsx";

type State = "pending" | "trusted" | "quarantined" | "revoked";

/** Device states as the console says them. */
export const deviceStateWords: Readonly<
  Record<State, { readonly tone: StateTone; readonly word: string; readonly meaning: string }>
> = {
  pending: {
    tone: "attention",
    word: "Waiting",
    meaning: "An administrator has to approve it. Until then it counts as no trusted device.",
  },
  trusted: { tone: "good", word: "Trusted", meaning: "Its key may be used to call APIs." },
  quarantined: {
    tone: "bad",
    word: "Quarantined",
    meaning: "Calls from it are refused until an administrator ends the quarantine.",
  },
  revoked: {
    tone: "off",
    word: "Revoked",
    meaning: "It is over: its key is refused everywhere. Enroll the device anew with a new key.",
  },
};

export const deviceTrustWords = {
  registered: "Registered",
  compliant: "Compliant",
  managed: "Managed",
} as const;

export const platformWords = {
  macos: "macOS",
  windows: "Windows",
  linux: "Linux",
  ios: "iOS",
  android: "Android",
  chromeos: "ChromeOS",
  other: "Other",
} as const;
