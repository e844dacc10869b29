import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { z } from "zod";
import type { enforcers } from "#lib/enforcers/contract.ts";
import { ConnectionFiles } from "./connection-files.tsx";

type Props = {
  readonly gateways: z.output<typeof enforcers.connect.output>["sections"];
};

const evidence = {
  ran: "Our tests run this configuration, as it is, with the gateway of Debian 12.",
  read: "Written from the gateway’s own sources and documentation. Our tests have not run it with the gateway itself.",
};

/** The gateway in front of the enforcer, one tab for each, and how to see what it sends. */
export function GatewayConnection({ gateways }: Props) {
  const [first, ...others] = gateways.map(({ target, title, evidence: kind, files }) => ({
    value: target,
    label: title,
    content: (
      <div className="flex flex-col gap-3">
        {kind === null ? null : <p className="text-sm text-muted">{evidence[kind]}</p>}
        <ConnectionFiles files={files} />
      </div>
    ),
  }));
  if (first === undefined) return null;
  return (
    <>
      <Card title="The gateway in front of it">
        <Tabs label="Gateway" param="gateway" tabs={[first, ...others]} />
      </Card>
      <Card title="What did my gateway send?">
        <div className="flex flex-col gap-3 text-sm">
          <p>
            For one request, point the gateway at <code>/authorize/echo</code> instead of{" "}
            <code>/authorize</code> (Envoy: <code>path_prefix: /envoy-echo</code>). It lets nothing
            pass, and answers which headers arrived, how they are read, what is missing or came
            twice, and which API and operation the request is about. Secrets are masked.
          </p>
          <CodeBlock
            title="On the enforcer’s machine: the last such request"
            code="curl -s 'http://127.0.0.1:8181/authorize/echo?last'"
          />
        </div>
      </Card>
    </>
  );
}
