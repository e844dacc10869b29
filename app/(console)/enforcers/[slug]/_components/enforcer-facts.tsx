import { Card } from "#components/ui/card.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Enforcer } from "./enforcer-detail.tsx";
import { kindWords } from "#components/data/enforcer-kinds.ts";
import { paths } from "#lib/client/paths.ts";

export function EnforcerFacts({ enforcer }: { readonly enforcer: Enforcer }) {
  return (
    <Card title="About it">
      <KeyValueList
        columns={2}
        items={[
          { label: "Kind", value: enforcer.agentVersion ?? kindWords[enforcer.kind] },
          { label: "Channel", value: enforcer.channel },
          { label: "Last seen", value: when(enforcer.lastSeenAt) },
          { label: "Last status", value: when(enforcer.lastStatusAt) },
          {
            label: "Last decision",
            value: (
              <TextLink href={paths.decisions({ enforcer: enforcer.slug })}>
                {when(enforcer.lastDecisionAt)}
              </TextLink>
            ),
          },
          {
            label: "Clock",
            value:
              enforcer.clockSkewSeconds === null
                ? "not reported"
                : `${enforcer.clockSkewSeconds} s off`,
          },
          {
            label: "Lost decisions",
            value: `${enforcer.droppedLogs.toLocaleString("en")}${enforcer.losses[0] ? ` (last: ${enforcer.losses[0].cause})` : ""}`,
          },
          { label: "Unreadable log chunks", value: enforcer.quarantined.toLocaleString("en") },
        ]}
      />
    </Card>
  );
}

function when(value: string | null) {
  return value ? <RelativeTime value={value} /> : "never";
}
