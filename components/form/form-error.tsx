import { Callout } from "#components/ui/callout.tsx";
import type { Problem } from "./problem.ts";

/** What went wrong with the whole form: the real text, and the parts that have no field here. */
export function FormError({ problem }: { readonly problem: Problem | null }) {
  if (!problem) return null;
  return (
    <Callout tone="danger" live title={problem.message}>
      {problem.errors.length > 0 ? (
        <ul className="list-disc pl-4">
          {problem.errors.map(({ path, message }) => (
            <li key={path + message}>
              {path ? <code>{path}</code> : null} {message}
            </li>
          ))}
        </ul>
      ) : null}
      {problem.requestId ? (
        <p className="text-xs text-muted">
          Request <code>{problem.requestId}</code>
        </p>
      ) : null}
    </Callout>
  );
}
