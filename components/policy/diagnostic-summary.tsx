import { RepairButtons } from "./repair-buttons.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { PlainText } from "#components/ui/plain-text.tsx";
import type { PolicyDiagnostic } from "#lib/policies/contract.ts";
import type { Repair } from "#lib/policies/source/repair.ts";

/** All that is wrong or doubtful, with its line; the same stands at the line in the YAML. */
export function DiagnosticSummary({
  diagnostics,
  onRepair,
}: {
  readonly diagnostics: readonly PolicyDiagnostic[];
  readonly onRepair: (repair: Repair) => void;
}) {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  return (
    <div className="space-y-3 empty:hidden" aria-live="polite">
      {errors.length > 0 ? (
        <List tone="danger" title="Before it can be saved" items={errors} onRepair={onRepair} />
      ) : null}
      {warnings.length > 0 ? (
        <List tone="warning" title="Worth a look" items={warnings} onRepair={onRepair} />
      ) : null}
    </div>
  );
}

function List({
  tone,
  title,
  items,
  onRepair,
}: {
  readonly tone: "danger" | "warning";
  readonly title: string;
  readonly items: readonly PolicyDiagnostic[];
  readonly onRepair: (repair: Repair) => void;
}) {
  return (
    <Callout tone={tone} title={title}>
      <ul className="space-y-1">
        {items.slice(0, 10).map((each) => (
          <li key={`${each.line}:${each.column}:${each.message}`}>
            {each.line === null ? null : <span className="text-muted">Line {each.line}: </span>}
            <PlainText text={[each.message, each.fix].filter(Boolean).join(" ")} />
            <RepairButtons repairs={each.repairs} onRepair={onRepair} />
          </li>
        ))}
        {items.length > 10 ? <li className="text-muted">and {items.length - 10} more</li> : null}
      </ul>
    </Callout>
  );
}
