import { Card } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { StateBadge, type StateTone } from "#components/ui/state-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { RolloutView } from "#lib/releases/contract.ts";
import type { Release } from "./release-detail.tsx";

type Step = RolloutView["enforcers"][number];

/** Who has it in force, one by one, and how long that took. */
export function Convergence({ release }: { readonly release: Release }) {
  const { rollout } = release;
  const { expected, inForce, rejecting } = rollout;
  if (!rollout.current && rollout.seconds.half === null) return null;
  return (
    <Card title="Enforcers" description={summary(rollout)}>
      {expected > 0 && rollout.current ? (
        <Progress
          label="Enforcers that decide by this release"
          value={Math.round((100 * inForce) / expected)}
          detail={rejecting > 0 ? `${rejecting} refuse it` : undefined}
        />
      ) : null}
      <Times seconds={rollout.seconds} />
      {rollout.current ? (
        <ul className="mt-3 space-y-1.5">
          {rollout.enforcers.map((step) => (
            <Line key={step.enforcer} step={step} />
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

function summary({ current, expected, inForce, enforcers }: RolloutView): string {
  if (!current) return "It was replaced since.";
  if (enforcers.length === 0) return "None is connected to this channel.";
  const left = enforcers.length - expected;
  const silent = left === 0 ? "" : ` ${left} more not heard of within the lease.`;
  return `${inForce} of ${expected} decide by it.${silent}`;
}

function Times({ seconds }: Pick<RolloutView, "seconds">) {
  const shares = [
    ["half of them", seconds.half],
    ["95 %", seconds.most],
    ["all", seconds.all],
  ] as const;
  const reached = shares.filter(([, value]) => value !== null);
  if (reached.length === 0) return null;
  return (
    <p className="mt-2 text-sm text-muted">
      In force at{" "}
      {reached.map(([share, value]) => `${share} after ${duration(value ?? 0)}`).join(", ")}.
    </p>
  );
}

function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

const tones: Readonly<Record<Step["state"], StateTone>> = {
  "in-force": "good",
  rejecting: "bad",
  behind: "busy",
  silent: "attention",
  waiting: "off",
};

function Line({ step }: { readonly step: Step }) {
  return (
    <li className="text-sm">
      <div className="flex items-center justify-between gap-3">
        <TextLink href={paths.enforcer(step.enforcer)}>{step.name}</TextLink>
        <StateBadge tone={tones[step.state]}>{word(step)}</StateBadge>
      </div>
      {step.state === "rejecting" && step.error ? (
        <p className="text-xs break-words text-muted">{step.error}</p>
      ) : null}
      {step.advisory ? <p className="text-xs text-muted">{step.advisory}</p> : null}
    </li>
  );
}

function word({ state, seconds, revision }: Step): string {
  if (state === "in-force") return seconds === null ? "In force" : `In force, ${duration(seconds)}`;
  if (state === "rejecting") return "Refuses";
  if (state === "silent") return "Silent";
  return state === "behind" && revision ? revision : "Not seen";
}
