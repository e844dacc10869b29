"use client";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import type { z } from "zod";
import { auditKindWord, auditWord } from "#components/data/audit-words.ts";
import { useRead } from "#components/data/use-read.ts";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { ListView } from "#components/list/list-view.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { audit, type AuditEventView } from "#calls/audit";
import { paths } from "#lib/client/paths.ts";
import { targetPath } from "./target-path.ts";

type Props = {
  readonly input: z.output<typeof audit.list.input>;
  readonly initial: z.output<typeof audit.list.output>;
};

/** Newest first; the newest page follows what happens. */
export function AuditList({ input, initial }: Props) {
  const { data } = useRead(
    audit.list,
    input,
    initial,
    input.cursor === undefined ? 5_000 : undefined,
  );
  const [shown, setShown] = useState<AuditEventView | null>(null);
  const columns: readonly Column<AuditEventView>[] = [
    {
      key: "seq",
      header: "#",
      sort: "seq",
      width: "4.5rem",
      cell: (event) => <span className="font-mono text-xs">{event.seq}</span>,
    },
    {
      key: "at",
      header: "Time",
      width: "8.5rem",
      cell: (event) => <RelativeTime value={event.at} />,
    },
    { key: "actor", header: "Who", cell: (event) => <Actor event={event} /> },
    {
      key: "action",
      header: "Did",
      cell: (event) => <span title={event.action}>{auditWord(event.action)}</span>,
    },
    { key: "target", header: "To what", cell: (event) => <Target event={event} /> },
    {
      key: "code",
      header: "Action",
      optional: true,
      cell: (event) => <code className="text-xs">{event.action}</code>,
    },
    {
      key: "request",
      header: "Request",
      optional: true,
      cell: (event) => <code className="text-xs">{event.requestId}</code>,
    },
    { key: "ip", header: "From", secondary: true, cell: (event) => event.ip ?? "–" },
    {
      key: "detail",
      header: "Detail",
      headerHidden: true,
      align: "end",
      width: "6rem",
      cell: (event) => (
        <Button
          size="sm"
          variant="ghost"
          data-open-row
          aria-label={`Detail of entry ${event.seq}`}
          onClick={() => setShown(event)}
        >
          Detail
        </Button>
      ),
    },
  ];
  return (
    <>
      <ListView
        list="audit.list"
        noun={{ one: "entry", many: "entries" }}
        caption="Audit events"
        search="Search who, what, to what"
        params={["q", "action", "actor", "targetKind", "targetId"]}
        input={input}
        data={data}
        columns={columns}
        sort="-seq"
        rowKey={(event) => event.seq}
        rowName={(event) => `entry ${event.seq}`}
        empty={
          <EmptyState icon={<ScrollText />} title="Nothing matches">
            Widen the search or clear a filter.
          </EmptyState>
        }
      />
      <Dialog
        open={shown !== null}
        onOpenChange={(open) => !open && setShown(null)}
        title={shown ? `Entry ${shown.seq}: ${auditWord(shown.action)}` : ""}
        description={shown ? <code>{shown.action}</code> : null}
        size="lg"
      >
        {shown ? <CodeBlock title="JSON" code={JSON.stringify(shown, null, 2)} wrap /> : null}
      </Dialog>
    </>
  );
}

/** Parts of the system are named in lower case where they act. */
function actorWord(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function Actor({ event }: { readonly event: AuditEventView }) {
  const person = event.actorKind === "user" || event.actorKind === "api-token";
  if (!person || event.actorId === null) return actorWord(event.actorName);
  return <TextLink href={paths.person(event.actorId)}>{event.actorName}</TextLink>;
}

function Target({ event }: { readonly event: AuditEventView }) {
  const path = targetPath(event);
  const name = event.targetName ?? event.targetId ?? "–";
  return (
    <span className="[overflow-wrap:anywhere]">
      {path ? <TextLink href={path}>{name}</TextLink> : name}{" "}
      {event.targetKind ? (
        <span className="text-xs text-muted">{auditKindWord(event.targetKind)}</span>
      ) : null}
    </span>
  );
}
