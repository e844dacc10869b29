import type { LogRecord } from "./log-event.ts";

/** Longer than anything that is decided and not refused, but for the target, whose path is cut again when written. */
const lengthMax = { method: 64, host: 300, target: 4096 };

/** What a log record keeps of a request: a header may be 64 kB long, and twenty thousand records wait at most. */
export function clipRequest({ method, host, target }: LogRecord["request"]): LogRecord["request"] {
  return {
    method: clip(method, lengthMax.method),
    host: clip(host, lengthMax.host),
    target: clip(target, lengthMax.target),
  };
}

/** Copied, because a part of a string keeps the whole of it in memory. */
function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  return Buffer.from(text.slice(0, max), "utf16le").toString("utf16le");
}
