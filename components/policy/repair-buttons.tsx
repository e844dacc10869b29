import { WandSparkles } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { Repair } from "#lib/policies/source/repair.ts";

/** What somebody may have meant, one click each. */
export function RepairButtons({
  repairs,
  onRepair,
}: {
  readonly repairs: readonly Repair[];
  readonly onRepair: (repair: Repair) => void;
}) {
  if (repairs.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1.5">
      {repairs.map((repair) => (
        <Button
          key={`${repair.from}:${repair.label}`}
          size="sm"
          className="max-w-full whitespace-normal"
          icon={<WandSparkles aria-hidden className="size-3.5 shrink-0" />}
          onClick={() => onRepair(repair)}
        >
          {repair.label}
        </Button>
      ))}
    </span>
  );
}
