import { Client } from "pg";
import { notifyChannel, readChanged, topics, type Topic } from "#lib/db/notify.ts";
import { environment } from "#lib/env.ts";
import { logError } from "#lib/log.ts";

export type Listener = { readonly close: () => Promise<void> };

export type Ears = {
  readonly onTopic: (topic: Topic) => void;
  /** The domains that a verb has changed, for those who look at screens. */
  readonly onChanged?: (domains: readonly string[]) => void;
};

/**
 * Calls an ear whenever somebody notifies, on a connection of its own that is made anew with back-off when it
 * breaks. Hints may be lost then: callers also look at the tables from time to time.
 */
export function listen({ onTopic, onChanged }: Ears): Listener {
  let client: Client | undefined;
  let closed = false;
  let retryMs = 100;

  async function connect(): Promise<void> {
    if (closed) return;
    const next = new Client({ connectionString: environment().DATABASE_URL, keepAlive: true });
    client = next;
    let ended = false;
    const again = () => {
      if (ended || closed) return;
      ended = true;
      retryMs = Math.min(retryMs * 2, 5_000);
      setTimeout(() => void connect(), retryMs).unref();
    };
    next.on("error", again);
    next.on("end", again);
    next.on("notification", ({ payload = "" }) => {
      const domains = readChanged(payload);
      if (domains === null) onTopic(asTopic(payload));
      else onChanged?.(domains);
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${notifyChannel}`);
      retryMs = 100;
    } catch (error) {
      logError("can't listen for changes; looking at the tables instead", error);
      again();
    }
  }

  void connect();
  return {
    close: async () => {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}

function asTopic(payload: string): Topic {
  return topics.find((topic) => topic === payload) ?? "signals";
}
