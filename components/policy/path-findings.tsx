"use client";
import { usePolicyForm } from "./policy-form-context.ts";
import { RepairButtons } from "./repair-buttons.tsx";
import { PlainText } from "#components/ui/plain-text.tsx";
import type { DocumentPath } from "#lib/policies/source/locate.ts";

/** Below a field: what is doubtful about it, and what would repair it. What is wrong says the field itself. */
export function PathFindings({ path }: { readonly path: DocumentPath }) {
  const { findingsAt, repair } = usePolicyForm();
  const findings = findingsAt(path);
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return (
    <>
      {warnings.map(({ message }) => (
        <p key={message} className="text-sm text-challenge-ink [overflow-wrap:anywhere]">
          <PlainText text={message} />
        </p>
      ))}
      <RepairButtons repairs={findings.flatMap(({ repairs }) => repairs)} onRepair={repair} />
    </>
  );
}
