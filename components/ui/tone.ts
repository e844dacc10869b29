/** The closed set of meanings a colour may have here. */
export type Tone = "neutral" | "accent" | "allow" | "challenge" | "deny" | "unknown";

export const toneStyle: Readonly<Record<Tone, string>> = {
  neutral: "border-line bg-sunken text-muted dark:bg-raised",
  accent: "border-accent-line bg-accent-soft text-accent-ink",
  allow: "border-allow-line bg-allow-soft text-allow-ink",
  challenge: "border-challenge-line bg-challenge-soft text-challenge-ink",
  deny: "border-deny-line bg-deny-soft text-deny-ink",
  unknown: "border-unknown-line bg-unknown-soft text-unknown-ink",
};
