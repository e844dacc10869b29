import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import type { z } from "zod";
import type { enforcers } from "#lib/enforcers/contract.ts";
import { ConnectionFiles } from "./connection-files.tsx";
import { GatewayConnection } from "./gateway-connection.tsx";

type Props = {
  readonly connection: z.output<typeof enforcers.connect.output>;
  readonly kind: "sallyport" | "opa";
};

/** Filled-in configuration: what this kind of enforcer needs, then the gateway in front of ours. */
export function Connection({ connection, kind }: Props) {
  const { sections } = connection;
  const own = sections.find(({ target }) => target === kind);
  const gateways = sections.filter(({ target }) => target !== "sallyport" && target !== "opa");
  return (
    <div className="flex flex-col gap-5">
      {connection.rootKeyId === null ? (
        <Callout tone="warning" title="The root key is not known yet">
          Start the authority once; then this page has everything.
        </Callout>
      ) : null}
      {own === undefined ? null : (
        <Card title={own.title}>
          <ConnectionFiles files={own.files} />
        </Card>
      )}
      {kind === "sallyport" ? <GatewayConnection gateways={gateways} /> : null}
    </div>
  );
}
