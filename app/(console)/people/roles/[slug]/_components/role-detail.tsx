"use client";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import type { z } from "zod";
import { ApiCall } from "#components/data/api-call.tsx";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import { grants } from "#calls/identities/grants";
import { roles } from "#calls/identities/roles";
import { EditRole } from "./edit-role.tsx";
import { RoleHolders } from "./role-holders.tsx";

type Props = {
  readonly initial: z.output<typeof roles.get.output>;
  readonly holders: z.output<typeof grants.list.output>;
  readonly tab: string | undefined;
  readonly mayWrite: boolean;
  /** A tab that the server has read: history. */
  readonly children: ReactNode;
};

export function RoleDetail({ initial, holders, tab, mayWrite, children }: Props) {
  const router = useRouter();
  const { data: role } = useRead(roles.get, { slug: initial.slug }, initial);
  const { data: held } = useRead(grants.list, { role: initial.slug, limit: 200 }, holders);
  const remove = useCall(roles.remove);
  const [dialog, setDialog] = useState<"edit" | "remove" | null>(null);
  const refused = mayWrite ? null : "Only administrators can change roles.";
  const named =
    role.policies.length > 0 ? `Named by ${role.policies.join(", ")}: change those first.` : null;
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: "People", href: paths.people() },
          { label: "Roles", href: paths.roles() },
        ]}
        title={role.name}
        tools={<ApiCall read="role" input={{ slug: role.slug }} />}
        subtitle={role.description}
        status={role.origin === "sample" ? <Badge>Sample</Badge> : null}
        actions={
          <>
            <Button disabledReason={refused} onClick={() => setDialog("edit")}>
              Edit
            </Button>
            <Button
              variant="danger-quiet"
              disabledReason={refused ?? named}
              onClick={() => setDialog("remove")}
            >
              Delete
            </Button>
          </>
        }
      />
      <TabLinks
        label="Role"
        current={tab}
        tabs={[
          { value: "holders", label: "Holders", count: formatNumber(role.holders) },
          { value: "history", label: "History" },
        ]}
      />
      {children ?? <About role={role} holders={held} />}
      <EditRole role={role} open={dialog === "edit"} onClose={() => setDialog(null)} />
      <ConfirmDialog
        open={dialog === "remove"}
        onOpenChange={(open) => !open && setDialog(null)}
        title={`Delete the role ${role.name}?`}
        effects={[`${formatCount(role.holders, "person", "people")} lose it at once.`]}
        confirmLabel="Delete role"
        onConfirm={async () => {
          await remove({ slug: role.slug });
          router.push(paths.roles());
        }}
      />
    </>
  );
}

type AboutProps = {
  readonly role: z.output<typeof roles.get.output>;
  readonly holders: z.output<typeof grants.list.output>;
};

function About({ role, holders }: AboutProps) {
  return (
    <div className="grid gap-5 lg:grid-cols-[2fr_1fr]">
      <RoleHolders role={role.slug} holders={holders.items} total={role.holders} />
      <Card title="About">
        <KeyValueList
          items={[
            { label: "Named as", value: <CopyableText value={role.slug} label="Copy" /> },
            {
              label: "Policies",
              value:
                role.policies.length > 0 ? (
                  <span className="flex flex-col gap-1">
                    {role.policies.map((name) => (
                      <TextLink key={name} href={paths.policy(name)}>
                        {name}
                      </TextLink>
                    ))}
                  </span>
                ) : (
                  "None names it"
                ),
            },
            { label: "Since", value: <RelativeTime value={role.createdAt} /> },
          ]}
        />
      </Card>
    </div>
  );
}
