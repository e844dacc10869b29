import { createHash } from "node:crypto";
import { readJson } from "#lib/engine/read-json.ts";
import type { Search } from "./search-body.ts";

const limitDefault = 100;

export type PageStart = {
  readonly after: string;
  readonly limit: number;
  readonly next: (last: string) => string;
};

/**
 * Where a page begins. A token says after which id, and for which question: the parameters must not change from page
 * to page (AuthZEN 1.0, section 8.2.1), and a token that does not fit, or that is none, gives null.
 */
export function pageAfter({ kind, question, page }: Search): PageStart | null {
  const digest = createHash("sha256")
    .update(JSON.stringify([kind, question]))
    .digest("base64url");
  const next = (last: string) =>
    Buffer.from(JSON.stringify({ after: last, of: digest })).toString("base64url");
  const limit = page.limit ?? limitDefault;
  if (page.token === undefined || page.token === "") return { after: "", limit, next };
  const token = readJson(Buffer.from(page.token, "base64url").toString("utf8"));
  const after = token?.["after"];
  return typeof after === "string" && token?.["of"] === digest ? { after, limit, next } : null;
}
