import type { IncomingMessage, ServerResponse } from "node:http";
import { archiveName } from "#authority/archive-name.ts";
import type { Authority } from "#authority/authority.ts";
import { polls } from "#authority/metrics.ts";
import { credentialOf } from "./authenticate.ts";
import { isNews, notePoll, offered } from "./offer.ts";
import { heldTag, waitSeconds } from "./poll-headers.ts";

/** Nothing but the path: what has a query or an escape in it goes the long way. */
const polled = /^\/opa\/v1\/(?:bundles\/(?!discovery)|(?=discovery))([a-z]+)$/;

/**
 * Most polls that do not wait have nothing new to hear: they are answered before router, hooks and reply come into it,
 * which took a quarter of the time of each. False: it is not such a poll, and nothing was answered.
 */
export function answerNothingNew(
  authority: Authority,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (authority.stopping.signal.aborted) return false;
  const poll = readPoll(request);
  const credential = poll && credentialOf(authority, request.headers);
  if (poll === null || credential === null) return false;
  const { name, tag } = poll;
  notePoll(authority, request, credential, name, tag);
  const bundle = offered(authority, credential, name);
  if (bundle === null || isNews(authority, credential, bundle, tag)) return false;
  polls.inc({ bundle: name, answer: "304" });
  response.writeHead(304, ["etag", `"${tag}"`]).end();
  return true;
}

/** Null: something else, or somebody who holds nothing yet or waits for a change. */
function readPoll({ method, url = "", headers }: IncomingMessage) {
  const bodied = headers["content-length"] ?? headers["transfer-encoding"];
  if (method !== "GET" || bodied !== undefined || waitSeconds(headers["prefer"])) return null;
  const name = archiveName(polled.exec(url)?.[1] ?? "");
  const tag = heldTag(headers["if-none-match"]);
  return name === null || tag === null ? null : { name, tag };
}
