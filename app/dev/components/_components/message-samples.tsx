import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { OutcomeBadge } from "#components/ui/outcome-badge.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";

const tones = ["neutral", "accent", "allow", "challenge", "deny", "unknown"] as const;
const states = [
  ["good", "Trusted"],
  ["busy", "Converging"],
  ["attention", "Pending"],
  ["bad", "Revoked"],
  ["off", "Expired"],
] as const;

export function MessageSamples() {
  return (
    <div className="grid gap-5 xl:grid-cols-2">
      <Card title="Badges">
        <div className="space-y-4">
          <p className="flex flex-wrap gap-2">
            <OutcomeBadge outcome="allow" />
            <OutcomeBadge outcome="challenge" />
            <OutcomeBadge outcome="deny" />
            <OutcomeBadge outcome="unknown" />
            <OutcomeBadge outcome="deny" label="Would be denied" />
          </p>
          <p className="flex flex-wrap gap-x-5 gap-y-2">
            {states.map(([tone, word]) => (
              <StateBadge key={tone} tone={tone}>
                {word}
              </StateBadge>
            ))}
          </p>
          <p className="flex flex-wrap gap-2">
            {tones.map((tone) => (
              <Badge key={tone} tone={tone}>
                {tone}
              </Badge>
            ))}
          </p>
        </div>
      </Card>
      <Card
        title="Waiting"
        footer={<span>A card may have a footer.</span>}
        actions={<Button size="sm">Stop</Button>}
      >
        <div className="space-y-4">
          <Progress
            label="Importing github.yaml"
            value={612}
            max={1040}
            detail="612 of 1,040 operations"
          />
          <Progress label="Signing release 42" value={null} />
          <Skeleton className="h-4 w-64" />
          <Skeleton className="h-4 w-40" />
          <Spinner />
        </div>
      </Card>
      <div className="space-y-3">
        <Callout title="Sample data">
          These are examples. Remove them in one click when you have your own.
        </Callout>
        <Callout tone="success" title="Release 42 is live">
          4 of 4 enforcers run it.
        </Callout>
        <Callout
          tone="warning"
          title="You have one passkey"
          actions={<Button size="sm">Add a second one</Button>}
        >
          If you lose it, you depend on your administrator.
        </Callout>
        <Callout tone="danger" title="Nothing was published">
          The passkey was cancelled or timed out; the browser does not say which. Try again.
        </Callout>
      </div>
      <Card padding="none">
        <ErrorState
          message="The database can't be reached. Nothing was changed; decisions go on."
          requestId="f3a9c1d2"
          actions={<Button>Try again</Button>}
        />
      </Card>
    </div>
  );
}
