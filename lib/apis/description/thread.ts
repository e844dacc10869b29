import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { DescriptionError } from "./description-error.ts";
import { readDescription } from "./read-description.ts";

/** The program of the thread that `read-apart.ts` starts: one document in, one answer out. */
function answer(document: Uint8Array) {
  try {
    return { description: readDescription(Buffer.from(document).toString("utf8")) };
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error;
    const { message, pointer, line, column } = error;
    return { refusal: { message, pointer, line, column } };
  }
}

const document = z.instanceof(Uint8Array).parse(workerData);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window's
parentPort?.postMessage(answer(document));
