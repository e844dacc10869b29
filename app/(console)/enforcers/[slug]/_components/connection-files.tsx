import { CodeBlock } from "#components/ui/code-block.tsx";
import type { z } from "zod";
import type { enforcers } from "#lib/enforcers/contract.ts";

type Props = {
  readonly files: z.output<typeof enforcers.connect.output>["sections"][number]["files"];
};

/** One block to copy for each file or command. */
export function ConnectionFiles({ files }: Props) {
  return (
    <div className="flex flex-col gap-4">
      {files.map((file) => (
        <CodeBlock
          key={file.title}
          title={file.fileName ? `${file.title} · ${file.fileName}` : file.title}
          code={file.text}
        />
      ))}
    </div>
  );
}
