import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import type { z } from "zod";
import type { enforcers } from "#lib/enforcers/contract.ts";

type Props = {
  readonly connection: z.output<typeof enforcers.connect.output>;
  readonly kind: "sallyport" | "opa";
};

/** Filled-in configuration: what this kind of enforcer needs, then the gateway in front of it. */
export function Connection({ connection, kind }: Props) {
  const wanted = connection.sections.filter(
    (section) => section.target === kind || (kind === "sallyport" && section.target === "nginx"),
  );
  return (
    <div className="flex flex-col gap-5">
      {connection.rootKeyId === null ? (
        <Callout tone="warning" title="The root key is not known yet">
          Start the authority once; then this page has everything.
        </Callout>
      ) : null}
      {wanted.map((section) => (
        <Card key={section.title} title={section.title}>
          <div className="flex flex-col gap-4">
            {section.files.map((file) => (
              <CodeBlock
                key={file.title}
                title={file.fileName ? `${file.title} · ${file.fileName}` : file.title}
                code={file.text}
              />
            ))}
          </div>
        </Card>
      ))}
    </div>
  );
}
