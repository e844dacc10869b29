import type { Metadata } from "next";
import { DecisionStorage } from "./_components/decision-storage.tsx";
import { SampleData } from "./_components/sample-data.tsx";
import { SettingsForm } from "./_components/settings-form.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { readStorage } from "#lib/decisions/read-storage.ts";
import { getSettings } from "#lib/settings/get-settings.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const ctx = await contextFromPage();
  const [settings, storage] = await Promise.all([getSettings(ctx, {}), readStorage(ctx, {})]);
  return (
    <>
      <PageHeader title="Settings" />
      <div className="flex max-w-3xl flex-col gap-5">
        <SettingsForm settings={settings} />
        <DecisionStorage settings={settings} initial={storage} />
        <Card
          title="API tokens"
          description="For pipelines and scripts: everything the console does, as far as their scopes and their owner’s rights go."
        >
          <ButtonLink href={paths.tokens()}>Manage API tokens</ButtonLink>
        </Card>
        <Card
          title="Channels"
          description="What groups of enforcers follow, one after the other: staging, production, your own."
        >
          <ButtonLink href={paths.channels()}>Channels</ButtonLink>
        </Card>
        <Card
          title="Token issuers"
          description="Identity providers whose access tokens count besides our own."
        >
          <ButtonLink href={paths.issuers()}>Token issuers</ButtonLink>
        </Card>
        <Card
          title="Signing keys"
          description="What enforcers trust: replaced by age, by hand or after a compromise, without a failed decision."
        >
          <ButtonLink href={paths.keys()}>Signing keys</ButtonLink>
        </Card>
        {settings.sampleData ? <SampleData /> : null}
        <Card title="About">
          <KeyValueList
            items={[
              { label: "Deployment", value: <CopyableText value={settings.deployment} /> },
              {
                label: "REST API",
                value: (
                  <TextLink href="/api/v1/openapi.json" prefetch={false}>
                    OpenAPI 3.1 description
                  </TextLink>
                ),
              },
            ]}
          />
        </Card>
      </div>
    </>
  );
}
