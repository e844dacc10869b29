"use client";
import { Terminal } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { requestOf } from "#lib/client/call.ts";
import { paths } from "#lib/client/paths.ts";
import type { Contract } from "#lib/contract.ts";

import type { ReadByName } from "./read-by-name.ts";

type Props = {
  /** The contract's name: a server page can't hand a contract to the browser. */
  readonly read: ReadByName;
  readonly input: Readonly<Record<string, string | number>>;
};

/** What this page shows, as a command for a terminal. */
export function ApiCall({ read, input }: Props) {
  const [open, setOpen] = useState(false);
  const [command, setCommand] = useState("");
  const show = async () => {
    // Contracts of every domain: fetched when somebody asks, not with every page.
    const { readsByName } = await import("./read-by-name.ts");
    setCommand(curlOf(readsByName[read], input));
    setOpen(true);
  };
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        icon={<Terminal aria-hidden className="size-3.5" />}
        onClick={() => void show()}
      >
        As API call
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="lg"
        title="As API call"
        description="Everything the console shows and does goes through the REST API."
      >
        <CodeBlock code={command} wrap />
        <p className="mt-3 text-sm text-muted">
          An <TextLink href={paths.tokens()}>API token</TextLink> goes into{" "}
          <code>SALLYPORT_TOKEN</code>. Every operation is described at{" "}
          <TextLink href="/api/v1/openapi.json">/api/v1/openapi.json</TextLink>.
        </p>
      </Dialog>
    </>
  );
}

function curlOf(contract: Contract, input: Props["input"]): string {
  const { url } = requestOf(contract, input, { origin: window.location.origin });
  return `curl -H "authorization: Bearer $SALLYPORT_TOKEN" '${url}'`;
}
