import { Card } from "#components/ui/card.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Enforcer } from "./enforcer-detail.tsx";
import { agentWord } from "#components/data/enforcer-kinds.ts";
import { paths } from "#lib/client/paths.ts";

export function EnforcerFacts({ enforcer }: { readonly enforcer: Enforcer }) {
  return (
    <Card title="About it">
      <KeyValueList
        columns={2}
        items={[
          { label: "Kind", value: agentWord(enforcer) },
          { label: "Channel", value: <span className="capitalize">{enforcer.channel}</span> },
          {
            label: "Gateway",
            value: enforcer.gatewayUrl ? <code>{enforcer.gatewayUrl}</code> : "Not named",
          },
          { label: "Last seen", value: when(enforcer.lastSeenAt) },
          { label: "Last status", value: when(enforcer.lastStatusAt) },
          {
            label: "Last decision",
            value: (
              <>
                {when(enforcer.lastDecisionAt)}
                {enforcer.lastDecisionAt ? (
                  <>
                    {" · "}
                    <TextLink href={paths.decisions({ enforcer: enforcer.slug })}>
                      All its decisions
                    </TextLink>
                  </>
                ) : null}
              </>
            ),
          },
          {
            label: "Clock",
            value:
              enforcer.clockSkewSeconds === null
                ? "Not reported"
                : clockWord(enforcer.clockSkewSeconds),
          },
          {
            label: "Lost decisions",
            value: (
              <TextLink href={paths.losses({ enforcer: enforcer.slug, from: enforcer.createdAt })}>
                {formatNumber(enforcer.droppedLogs)}
              </TextLink>
            ),
          },
          {
            label: "Unreadable log events",
            value: (
              <TextLink href={paths.unreadable({ enforcer: enforcer.slug })}>
                {formatNumber(enforcer.quarantined)}
              </TextLink>
            ),
          },
        ]}
      />
    </Card>
  );
}

function clockWord(seconds: number): string {
  return seconds === 0
    ? "Right"
    : `${formatCount(Math.abs(seconds), "second")} ${seconds > 0 ? "ahead" : "behind"}`;
}

function when(value: string | null) {
  return value ? <RelativeTime value={value} /> : "Never";
}
