import { Ban, Check } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";

const modes = { enforce: null, shadow: "Shadow", off: "Off" } as const;

/** Permit or forbid, and where it is not enforced, that too. */
export function EffectBadge({
  effect,
  mode,
}: {
  readonly effect: "permit" | "forbid";
  readonly mode: keyof typeof modes;
}) {
  const Icon = effect === "permit" ? Check : Ban;
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <Badge
        tone={effect === "permit" ? "allow" : "deny"}
        icon={<Icon aria-hidden className="size-3" />}
      >
        {effect === "permit" ? "Permit" : "Forbid"}
      </Badge>
      {modes[mode] ? <Badge>{modes[mode]}</Badge> : null}
    </span>
  );
}
