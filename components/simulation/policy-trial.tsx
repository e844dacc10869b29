"use client";
import { PopulationView } from "./population-view.tsx";
import { Simulator } from "./simulator.tsx";

/** What the policy in the editor would do: to one request, and to everybody. Nothing has to be saved for it. */
export function PolicyTrial({
  name,
  source,
}: {
  readonly name: string | null;
  readonly source: string;
}) {
  const draft = { name, source };
  return (
    <div className="space-y-8 border-t pt-6">
      <Simulator draft={draft} />
      <PopulationView draft={draft} />
    </div>
  );
}
