import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { ControlSamples } from "./_components/control-samples.tsx";
import { DomainSamples } from "./_components/domain-samples.tsx";
import { FormSamples } from "./_components/form-samples.tsx";
import { ListSamples } from "./_components/list-samples.tsx";
import { MessageSamples } from "./_components/message-samples.tsx";
import { TokenSamples } from "./_components/token-samples.tsx";

export const metadata: Metadata = { title: "Components" };

const tabs = [
  { value: "controls", label: "Controls" },
  { value: "forms", label: "Forms" },
  { value: "lists", label: "Lists", count: "5" },
  { value: "messages", label: "Messages" },
  { value: "domain", label: "Domain" },
  { value: "tokens", label: "Tokens" },
];
const panels: Readonly<Record<string, () => React.ReactNode>> = {
  controls: ControlSamples,
  forms: FormSamples,
  lists: ListSamples,
  messages: MessageSamples,
  domain: DomainSamples,
  tokens: TokenSamples,
};
const everything = [
  "overview",
  "apis",
  "policies",
  "releases",
  "people",
  "devices",
  "enforcers",
  "decisions",
  "audit",
  "settings",
].map((name) => `${name}:read`);

type PageProps = {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

/** Every component in every state, to look at while building. It does not exist in production builds. */
export default async function ComponentsPage({ searchParams }: PageProps) {
  if (process.env.NODE_ENV === "production") notFound();
  const given = (await searchParams)["tab"];
  const tab = typeof given === "string" && given in panels ? given : "controls";
  const Panel = panels[tab] ?? ControlSamples;
  return (
    <ConsoleShell
      viewer={{ name: "Sam Example", detail: "Administrator" }}
      permissions={everything}
      counts={{ devices: 2 }}
      channel={<Badge>production</Badge>}
      unpublished={{ count: 7, href: "/dev/components" }}
    >
      <PageHeader
        title="Components"
        subtitle="Every component in every state. Pages are made of these and have no look of their own."
        breadcrumbs={[{ label: "Development", href: "/dev/components" }]}
        status={<Badge tone="accent">Development only</Badge>}
      />
      <TabLinks label="Kinds of components" tabs={tabs} current={tab} />
      <Panel />
    </ConsoleShell>
  );
}
