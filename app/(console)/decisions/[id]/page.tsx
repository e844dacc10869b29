import type { Metadata } from "next";
import { ApiCall } from "#components/data/api-call.tsx";
import { DecisionOutcome } from "#components/data/decision-outcome.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { KeyValueList, type KeyValue } from "#components/ui/key-value-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import type { decisionDetail } from "#lib/decisions/contract.ts";
import { getDecision } from "#lib/decisions/get-decision.ts";
import { orNotFound } from "#components/data/or-not-found.ts";
import type { z } from "zod";

export const metadata: Metadata = { title: "Decision" };

type Detail = z.output<typeof decisionDetail>;

export default async function DecisionPage({
  params,
}: {
  readonly params: Promise<{ readonly id: string }>;
}) {
  const ctx = await contextFromPage();
  const { id } = await params;
  const decision = await orNotFound(getDecision(ctx, { id }));
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Decisions", href: paths.decisions() }]}
        title={`${decision.method ?? ""} ${decision.path ?? "request"}`.trim()}
        tools={<ApiCall read="decision" input={{ id: decision.id }} />}
        status={<DecisionOutcome outcome={decision.outcome} reason={decision.reason} />}
        subtitle={<RelativeTime value={decision.decidedAt} />}
      />
      <div className="grid gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Why">
            <p className="text-base">{decision.explanation}</p>
            {decision.remedy ? <p className="mt-2 text-sm text-muted">{decision.remedy}</p> : null}
            {decision.detail ? (
              <p className="mt-2 font-mono text-xs text-muted">{decision.detail}</p>
            ) : null}
          </Card>
          <Card title="Request">
            <KeyValueList items={requestFacts(decision)} />
          </Card>
          <Card
            title="As the enforcer reported it"
            description="Tokens, cookies and query values are masked before they leave the enforcer."
          >
            <CodeBlock title="JSON" code={JSON.stringify(decision.facts, null, 2)} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Decided with">
            <KeyValueList items={basis(decision)} />
          </Card>
          {decision.challenge ? (
            <Card title="Challenge">
              <CodeBlock title="JSON" code={JSON.stringify(decision.challenge, null, 2)} />
            </Card>
          ) : null}
          {decision.shadow ? (
            <Card title="Without observe mode, or with shadow policies">
              <CodeBlock title="JSON" code={JSON.stringify(decision.shadow, null, 2)} />
            </Card>
          ) : null}
        </div>
      </div>
    </>
  );
}

function requestFacts(decision: Detail): readonly KeyValue[] {
  return [
    {
      label: "Subject",
      value: decision.subject ? (
        <TextLink href={paths.person(decision.subject)}>{decision.subject}</TextLink>
      ) : (
        "Anonymous"
      ),
    },
    {
      label: "Device",
      value: decision.device ? (
        <TextLink href={paths.device(decision.device)}>{decision.device}</TextLink>
      ) : (
        "None"
      ),
    },
    {
      label: "API",
      value: decision.api ? (
        <TextLink href={paths.api(decision.api)}>{decision.api}</TextLink>
      ) : (
        "None"
      ),
    },
    { label: "Operation", value: <OperationLink decision={decision} /> },
    { label: "Host", value: decision.host },
    { label: "Address", value: [decision.ip, decision.country].filter(Boolean).join(", ") || null },
    {
      label: "Session",
      value: decision.session ? <CopyableText value={decision.session} /> : "None",
    },
    { label: "Decision id", value: <CopyableText value={decision.decisionId} /> },
  ];
}

/** An operation is named `api:key`; its API lists it. */
function OperationLink({ decision }: { readonly decision: Detail }) {
  const { api, operation } = decision;
  if (operation === null) return "None";
  const key =
    api !== null && operation.startsWith(`${api}:`) ? operation.slice(api.length + 1) : operation;
  return api === null ? key : <TextLink href={paths.apiOperation(api, key)}>{key}</TextLink>;
}

function basis(decision: Detail): readonly KeyValue[] {
  const { policy, directory, signals } = decision.revisions;
  return [
    {
      label: "Policies",
      value:
        decision.policies.length === 0
          ? "None"
          : decision.policies.map((name, index) => (
              <span key={name}>
                {index > 0 ? ", " : ""}
                <TextLink href={paths.policy(name)}>{name}</TextLink>
              </span>
            )),
    },
    {
      label: "Release",
      value:
        decision.release === null ? null : (
          <TextLink href={paths.release(decision.release)}>Release {decision.release}</TextLink>
        ),
    },
    {
      label: "Enforcer",
      value: <TextLink href={paths.enforcer(decision.enforcer)}>{decision.enforcer}</TextLink>,
    },
    {
      label: "Reason",
      value: <TextLink href={paths.reason(decision.reason)}>{decision.reason}</TextLink>,
    },
    { label: "Policy bundle", value: policy },
    { label: "Directory bundle", value: directory },
    { label: "Signals bundle", value: signals },
    {
      label: "Took",
      value: decision.durationNs === null ? null : `${(decision.durationNs / 1000).toFixed(0)} µs`,
    },
    ...(decision.keptOneIn > 1
      ? [
          {
            label: "Sampled",
            value: `Of the allows to this API 1 in ${formatNumber(decision.keptOneIn)} is kept; all are counted`,
          },
        ]
      : []),
    { label: "Received", value: <RelativeTime value={decision.receivedAt} /> },
  ];
}
