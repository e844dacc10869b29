import { Badge } from "#components/ui/badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Sensitivity } from "#lib/apis/contract.ts";

const looks: Readonly<Record<Sensitivity, { readonly word: string; readonly tone: Tone }>> = {
  public: { word: "Public", tone: "unknown" },
  internal: { word: "Internal", tone: "neutral" },
  confidential: { word: "Confidential", tone: "challenge" },
  restricted: { word: "Restricted", tone: "deny" },
};

export const sensitivityOptions = Object.entries(looks).map(([value, { word }]) => ({
  value,
  label: word,
}));

/** How sensitive, in one word; an operation that inherits it says so. */
export function SensitivityBadge({
  value,
  inherited = false,
}: {
  readonly value: Sensitivity;
  readonly inherited?: boolean;
}) {
  const { word, tone } = looks[value];
  return <Badge tone={tone}>{inherited ? `${word} (inherited)` : word}</Badge>;
}
