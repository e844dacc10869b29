import type { Metadata } from "next";
import { DoorClosed } from "lucide-react";
import { SendBoard } from "./_components/send-board.tsx";
import { placeOf } from "./_components/place-of.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import type { SearchParams } from "#lib/client/search-input.ts";
import { listEnforcers } from "#lib/enforcers/list-enforcers.ts";
import { listOperations } from "#lib/apis/list-operations.ts";

export const metadata: Metadata = { title: "Send a request" };

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function SendPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const search = await searchParams;
  const [apis, fleet] = await Promise.all([
    listApis(ctx, { limit: 200 }),
    listEnforcers(ctx, { limit: 200 }),
  ]);
  const gateways = fleet.items.flatMap(({ slug, name, gatewayUrl, state }) =>
    gatewayUrl === null || state === "revoked" ? [] : [{ slug, name, gatewayUrl }],
  );
  const place = placeOf(search, apis.items);
  const operation =
    place.api && place.operation
      ? (await listOperations(ctx, { slug: place.api, q: place.operation })).items.find(
          ({ key }) => key === place.operation,
        )
      : undefined;
  const missing = whatIsMissing(apis.items.length, gateways.length);
  return (
    <>
      <PageHeader
        title="Send a request"
        subtitle="A real one, in your own name, through an enforcer’s gateway: its answer, what it would take, and the decision."
      />
      {missing ? (
        <Card padding="none">
          <EmptyState
            icon={<DoorClosed aria-hidden />}
            title={missing.title}
            actions={<ButtonLink href={missing.href}>{missing.action}</ButtonLink>}
          >
            {missing.text}
          </EmptyState>
        </Card>
      ) : (
        <SendBoard
          apis={apis.items.map(({ slug, name, hosts }) => ({ slug, name, hosts }))}
          gateways={gateways}
          first={{ ...place, operation: operation ?? null }}
          maySend={may(ctx.actor, "requests:send")}
        />
      )}
    </>
  );
}

function whatIsMissing(apis: number, gateways: number) {
  if (apis === 0)
    return {
      title: "There is no API yet",
      text: "As soon as one is described, you can call it from here.",
      action: "Import an API",
      href: paths.importApi(),
    };
  if (gateways === 0)
    return {
      title: "No gateway is known",
      text: "Say in an enforcer’s record where the gateway listens that asks it. Requests go there and nowhere else.",
      action: "To the enforcers",
      href: paths.enforcers(),
    };
  return null;
}
