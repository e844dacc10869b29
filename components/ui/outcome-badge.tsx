import { Ban, CircleCheck, CircleQuestionMark, KeyRound, type LucideIcon } from "lucide-react";
import { Badge } from "./badge.tsx";

export type Outcome = "allow" | "challenge" | "deny" | "unknown";

// Colour, shape and word all differ: none of them is needed to tell the outcomes apart.
const looks: Readonly<Record<Outcome, { readonly word: string; readonly icon: LucideIcon }>> = {
  allow: { word: "Allowed", icon: CircleCheck },
  challenge: { word: "Challenged", icon: KeyRound },
  deny: { word: "Denied", icon: Ban },
  unknown: { word: "Unknown", icon: CircleQuestionMark },
};

/** What a decision came to. `label` replaces the word (for example "would be denied"). */
export function OutcomeBadge({
  outcome,
  label,
}: {
  readonly outcome: Outcome;
  readonly label?: string | undefined;
}) {
  const { word, icon: Icon } = looks[outcome];
  return (
    <Badge tone={outcome} icon={<Icon aria-hidden className="size-3 shrink-0" strokeWidth={2.4} />}>
      {label ?? word}
    </Badge>
  );
}
