"use client";
import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Input } from "#components/ui/input.tsx";
import { dpopProof, type DeviceKey } from "#lib/client/key-proof.ts";
import type { AccessToken } from "#lib/client/redeem.ts";

type Props = {
  readonly made: AccessToken;
  readonly dpopKey: DeviceKey | null;
  readonly host: string;
};

/** The token, shown this once, and a command that uses it. It is kept nowhere: reload, and it is gone. */
export function TokenResult({ made, dpopKey, host }: Props) {
  const id = useId();
  const [url, setUrl] = useState(addressOf(host));
  const [proof, setProof] = useState<string | null>(null);
  const valid = URL.canParse(url);
  const lines = [
    `curl '${url.replaceAll("'", "%27")}'`,
    `  -H 'Authorization: ${made.type} ${made.token}'`,
    ...(proof ? [`  -H 'DPoP: ${proof}'`] : []),
  ];
  return (
    <Card title="Your access token">
      <div className="space-y-4">
        <Callout tone="warning" title="Shown only once">
          It lasts {Math.round(made.expiresInSeconds / 60)} minutes and is kept nowhere. Ending this
          session ends it, too.
        </Callout>
        <CodeBlock title="Access token" code={made.token} wrap />
        <div className="space-y-1">
          <label htmlFor={id} className="text-sm font-medium">
            Address to call
          </label>
          <Input
            id={id}
            type="url"
            value={url}
            onChange={(event) => {
              setUrl(event.target.value);
              setProof(null);
            }}
          />
        </div>
        {dpopKey ? (
          <Button
            disabledReason={valid ? null : "Give a whole address first"}
            onClick={() =>
              void dpopProof(dpopKey, { method: "GET", url, token: made.token }).then(setProof)
            }
          >
            Sign this request
          </Button>
        ) : null}
        {dpopKey && !proof ? (
          <p className="text-sm text-muted">
            The token is bound to this browser&apos;s key: each request needs a signature of its
            own, good for two minutes.
          </p>
        ) : (
          <CodeBlock title="Shell" code={lines.join(" \\\n")} wrap />
        )}
      </div>
    </Card>
  );
}

function addressOf(host: string): string {
  const scheme = /^(?:localhost|127\.|\[::1\])/.test(host) ? "http" : "https";
  return `${scheme}://${host}${host.includes("/") ? "" : "/"}`;
}
