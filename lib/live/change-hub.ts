import { listen, type Listener } from "#lib/db/listen.ts";
import { domainsByTopic } from "./domains.ts";

type Subscriber = (domains: ReadonlySet<string>) => void;

/** Changes within this are told together. */
const gatherMs = 250;

let listener: Listener | null = null;
let gathered = new Set<string>();
let timer: NodeJS.Timeout | null = null;
const subscribers = new Set<Subscriber>();

/**
 * Tells of changes that anybody made, by domain: hints from Postgres, on one connection for the whole process, which is
 * there as long as somebody listens. Returns what ends the listening.
 */
export function subscribeToChanges(subscriber: Subscriber): () => void {
  subscribers.add(subscriber);
  listener ??= listen({
    onTopic: (topic) => gather(domainsByTopic[topic]),
    onChanged: gather,
  });
  return () => {
    subscribers.delete(subscriber);
    if (subscribers.size > 0) return;
    void listener?.close();
    listener = null;
  };
}

function gather(domains: readonly string[]): void {
  for (const domain of domains) gathered.add(domain);
  timer ??= setTimeout(tell, gatherMs);
}

function tell(): void {
  const domains = gathered;
  gathered = new Set();
  timer = null;
  for (const subscriber of subscribers) subscriber(domains);
}
