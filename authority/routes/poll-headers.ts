/** Seconds the client wants to wait for a change (RFC 7240 `Prefer: …;wait=30`); null: answer at once. */
export function waitSeconds(prefer: string | readonly string[] | undefined): number | null {
  const text = typeof prefer === "string" ? prefer : (prefer?.join(";") ?? "");
  for (const part of text.split(/[;,]/)) {
    const match = /^\s*wait\s*=\s*"?(\d{1,5})"?\s*$/i.exec(part);
    if (match?.[1]) return Number(match[1]);
  }
  return null;
}

/**
 * The one tag of If-None-Match without quotes and `W/`: a proxy may have weakened it, so tags are compared weakly
 * (RFC 9110 §13.1.2). OPA sends back what it got, byte for byte; a list or `*` is nothing it would send.
 */
export function heldTag(ifNoneMatch: string | undefined): string | null {
  return /^\s*(?:W\/)?"([\x21\x23-\x7e]{1,200})"\s*$/.exec(ifNoneMatch ?? "")?.[1] ?? null;
}
