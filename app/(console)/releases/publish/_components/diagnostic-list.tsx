import type { z } from "zod";
import { Callout } from "#components/ui/callout.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { releaseDiagnostic } from "#lib/releases/contract.ts";

type Diagnostic = z.output<typeof releaseDiagnostic>;

/** Errors block publishing, warnings only say what somebody might not have meant. */
export function DiagnosticList({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  const errors = diagnostics.filter((each) => each.severity === "error");
  const warnings = diagnostics.filter((each) => each.severity === "warning");
  return (
    <>
      {errors.length > 0 ? (
        <Callout
          tone="danger"
          title={
            errors.length === 1
              ? "One error blocks publishing"
              : `${errors.length} errors block publishing`
          }
        >
          <Items diagnostics={errors} />
        </Callout>
      ) : null}
      {warnings.length > 0 ? (
        <Callout tone="warning" title="Worth a look">
          <Items diagnostics={warnings} />
        </Callout>
      ) : null}
    </>
  );
}

function Items({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) {
  return (
    <ul className="list-disc space-y-1 pl-4">
      {diagnostics.map((each) => (
        <li key={`${each.policy}:${each.api}:${each.path}:${each.message}`}>
          {each.policy ? <TextLink href={paths.policy(each.policy)}>{each.policy}</TextLink> : null}
          {each.api && !each.policy ? (
            <TextLink href={paths.api(each.api)}>{each.api}</TextLink>
          ) : null}{" "}
          {each.message}
          {each.fix ? <span className="text-muted"> {each.fix}</span> : null}
        </li>
      ))}
    </ul>
  );
}
