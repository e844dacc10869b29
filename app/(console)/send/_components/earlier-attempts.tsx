import { StatusBadge } from "./answer-card.tsx";
import type { Attempt } from "./use-sending.ts";
import { Card } from "#components/ui/card.tsx";

/** What was tried before, so that "challenged, confirmed, allowed" can be read at one look. */
export function EarlierAttempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return null;
  return (
    <Card title="Before that" padding="none">
      <ol className="divide-y">
        {attempts.map(({ number, method, target, answer }) => (
          <li key={number} className="flex flex-wrap items-center gap-2 px-4 py-2.5 text-sm">
            <StatusBadge answer={answer} />
            <span className="min-w-0 font-mono text-xs text-muted [overflow-wrap:anywhere]">
              {method} {target}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
