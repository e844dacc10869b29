import { randomFillSync } from "node:crypto";

const pool = Buffer.alloc(10 * 512);
let used = pool.length;

/** A version 7 UUID (RFC 9562 section 5.7): sorted by time, random enough to be an idempotency key. */
export function decisionId(nowMs: number): string {
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString("hex", used, used + 10);
  used += 10;
  const time = Math.floor(nowMs).toString(16).padStart(12, "0");
  const variant = "89ab"[Number.parseInt(random[3] ?? "0", 16) & 3] ?? "8";
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}
