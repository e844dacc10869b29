import { consoleRoleWords, originWords } from "#components/identity/person-words.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { UserDetail } from "#lib/identities/users/contract.ts";

export function PersonOverview({ person }: { readonly person: UserDetail }) {
  const attributes = Object.entries(person.attributes);
  return (
    <div className="space-y-5">
      {person.invitation ? (
        <Callout
          title={person.invitation.purpose === "recovery" ? "A recovery link is open" : "Invited"}
        >
          The link expires <RelativeTime value={person.invitation.expiresAt} />.
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
                    <span className="flex flex-wrap gap-x-3 gap-y-1">
                      {person.roles.map((role) => (
                        <TextLink key={role} href={paths.role(role)}>
                          {role}
                        </TextLink>
                      ))}
                    </span>
                  ) : null,
              },
              { label: "Origin", value: originWords[person.origin] ?? person.origin },
              { label: "Since", value: <RelativeTime value={person.createdAt} /> },
              {
                label: "Last seen",
                value: person.lastSeenAt ? <RelativeTime value={person.lastSeenAt} /> : "Never",
              },
            ]}
          />
        </Card>
        <Card title="Attributes" description="What conditions can read about this person.">
          {attributes.length === 0 ? (
            <p className="text-sm text-muted">
              None yet. What is added under Edit can be compared in a policy, as{" "}
              <code>subject.department</code>.
            </p>
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
