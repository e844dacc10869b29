import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { DescriptionError } from "./description-error.ts";
import type { Description } from "./description.ts";
import { readDescription } from "./read-description.ts";

/** Beside the bundled programs; where the sources run themselves, as in tests, there is none. */
const builtProgram = new URL("./read-description.mjs", import.meta.url);

export type ApartOptions = {
  readonly program?: URL;
  readonly msMax?: number;
  readonly heapMbMax?: number;
};

/**
 * `readDescription` in a thread of its own: a large document takes seconds, a hostile one as long as it is let, and
 * whoever reads it signs signals and answers polls meanwhile. Throws what `readDescription` throws, and a
 * `DescriptionError` where time or memory is used up.
 */
export async function readApart(
  document: Uint8Array,
  { program = builtProgram, msMax = 100_000, heapMbMax = 2048 }: ApartOptions = {},
): Promise<Description> {
  if (!existsSync(fileURLToPath(program)))
    return readDescription(Buffer.from(document).toString("utf8"));
  const worker = new Worker(program, {
    workerData: document,
    resourceLimits: { maxOldGenerationSizeMb: heapMbMax },
  });
  const timer = setTimeout(() => void worker.terminate(), msMax);
  try {
    return await answerOf(worker);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function answerOf(worker: Worker): Promise<Description> {
  return new Promise((resolve, reject) => {
    worker.once("message", (message: Answer) => {
      if ("description" in message) resolve(message.description);
      else reject(refusalOf(message.refusal));
    });
    worker.once("error", (error) => {
      const code = "code" in error ? error.code : null;
      reject(code === "ERR_WORKER_OUT_OF_MEMORY" ? tooMuch("memory") : error);
    });
    worker.once("exit", () => reject(tooMuch("time")));
  });
}

/** What `thread.ts` posts. */
type Answer =
  | { readonly description: Description }
  | {
      readonly refusal: {
        readonly message: string;
        readonly pointer: string | null;
        readonly line: number | null;
        readonly column: number | null;
      };
    };

function refusalOf({
  message,
  pointer,
  line,
  column,
}: Extract<Answer, { refusal: unknown }>["refusal"]) {
  return new DescriptionError(message, {
    ...(pointer !== null && { pointer }),
    ...(line !== null && { line }),
    ...(column !== null && { column }),
  });
}

function tooMuch(what: string): DescriptionError {
  return new DescriptionError(
    `Reading this description takes too much ${what}. Split it, or convert it to JSON if it is YAML.`,
  );
}
