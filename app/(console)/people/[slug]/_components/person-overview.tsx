import { consoleRoleWords } from "#components/identity/person-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { UserDetail } from "#lib/identities/users/contract.ts";

export function PersonOverview({ person }: { readonly person: UserDetail }) {
  const attributes = Object.entries(person.attributes);
  return (
    <div className="space-y-5">
      {person.invitation ? (
        <Callout
          title={person.invitation.purpose === "recovery" ? "A recovery link is open" : "Invited"}
        >
          The link can be used for <RelativeTime value={person.invitation.expiresAt} />.
        </Callout>
      ) : null}
      <div className="grid gap-5 lg:grid-cols-2">
        <Card title="About">
          <KeyValueList
            items={[
              {
                label: "Id",
                value: <CopyableText value={person.slug} label="Copy id" />,
              },
              { label: "Console role", value: consoleRoleWords[person.consoleRole].word },
              {
                label: "Roles",
                value:
                  person.roles.length > 0 ? (
                    <span className="flex flex-wrap gap-1">
                      {person.roles.map((role) => (
                        <Badge key={role}>{role}</Badge>
                      ))}
                    </span>
                  ) : null,
              },
              { label: "Origin", value: person.origin },
              { label: "Since", value: <RelativeTime value={person.createdAt} /> },
              {
                label: "Last seen",
                value: person.lastSeenAt ? <RelativeTime value={person.lastSeenAt} /> : "never",
              },
            ]}
          />
        </Card>
        <Card title="Attributes" description="What conditions can read about this person.">
          {attributes.length === 0 ? (
            <p className="text-sm text-muted">None</p>
          ) : (
            <KeyValueList
              items={attributes.map(([name, value]) => ({
                label: name,
                value: Array.isArray(value) ? value.join(", ") : String(value),
              }))}
            />
          )}
        </Card>
      </div>
    </div>
  );
}
