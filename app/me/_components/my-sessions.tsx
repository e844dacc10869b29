"use client";
import type { z } from "zod";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { agentName } from "#components/identity/agent-name.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { sessions } from "#calls/identities/sessions";

type List = z.output<typeof sessions.list.output>;

/** Where I am signed in. Ending a session ends the tokens made from it. */
export function MySessions({ initial }: { readonly initial: List }) {
  const { data } = useRead(sessions.list, {}, initial);
  const toast = useToast();
  const revoke = useCall(sessions.revoke);
  const revokeOthers = useCall(sessions.revokeOthers);
  const end = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast.error("It did not end", error instanceof Error ? error.message : "");
    }
  };
  const others = data.items.filter((each) => !each.current).length;
  return (
    <Card
      title="Sessions"
      description="Where you are signed in. Ending one ends its access tokens, too."
      actions={
        others > 0 ? (
          <Button onClick={() => void end(() => revokeOthers({}))}>End all others</Button>
        ) : null
      }
    >
      <ul className="divide-y">
        {data.items.map((each) => (
          <li key={each.id} className="flex items-center gap-3 py-3">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {agentName(each.agent)}
                {each.current ? <Badge tone="accent">This session</Badge> : null}
              </p>
              <p className="text-xs text-muted">
                {each.ip ? `${each.ip} · ` : ""}verified{" "}
                {each.acr === "phr" ? "with a passkey" : "with a password"}{" "}
                <RelativeTime value={each.authTime} /> · last seen{" "}
                <RelativeTime value={each.lastSeenAt} />
              </p>
            </div>
            {each.current ? null : (
              <Button size="sm" onClick={() => void end(() => revoke({ id: each.id }))}>
                End session
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
