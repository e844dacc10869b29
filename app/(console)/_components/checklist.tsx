import { Circle, CircleCheck } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";

type Step = "import" | "classify" | "policy" | "enforcer" | "decision";

const words: Readonly<
  Record<Step, { readonly title: string; readonly help: string; readonly href: string }>
> = {
  import: {
    title: "Import an API",
    help: "Its OpenAPI description becomes the inventory.",
    href: paths.importApi(),
  },
  classify: {
    title: "Classify it",
    help: "A sensitivity sets its own minimum: that alone protects it.",
    href: paths.apis(),
  },
  policy: {
    title: "Write a policy",
    help: "Who may call what, on which device, under which conditions.",
    href: paths.newPolicy(),
  },
  enforcer: {
    title: "Connect an enforcer",
    help: "Ours or a stock Open Policy Agent; it turns green by itself.",
    href: paths.newEnforcer(),
  },
  decision: {
    title: "See the first decision",
    help: "Send a request through your gateway.",
    href: paths.decisions(),
  },
};

/** The first run. Each step is checked off by the real event, never by a click. */
export function Checklist({
  steps,
}: {
  readonly steps: readonly { readonly step: Step; readonly done: boolean }[];
}) {
  const done = steps.filter((each) => each.done).length;
  return (
    <Card
      title="First steps"
      description={`${done} of ${steps.length} done. Sample data don’t count.`}
    >
      <ol className="grid gap-3 sm:grid-cols-2 lg:grid-cols-5" aria-live="polite">
        {steps.map(({ step, done: isDone }) => (
          <li key={step} className="flex gap-2">
            {isDone ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-allow" />
            ) : (
              <Circle aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
            )}
            <div className="min-w-0 text-sm">
              <TextLink href={words[step].href}>{words[step].title}</TextLink>
              <span className="sr-only">{isDone ? " (done)" : " (to do)"}</span>
              <p className="text-xs text-muted">{words[step].help}</p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
