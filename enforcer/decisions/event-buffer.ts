import type { JsonSink } from "./json-sink.ts";
import type { EventWriter, LogRecord } from "./log-event.ts";

/** Events one behind the other, each after a byte that separates it from the one before. */
export type EventPage = {
  readonly bytes: Buffer;
  /** Where each event ends; there is a byte left behind the last one. */
  readonly ends: readonly number[];
};

/** Events that wait to be sent; denials and challenges apart, because they are the last to be dropped. */
export type EventBuffer = {
  readonly add: (record: LogRecord) => void;
  /** Removes and returns all of a kind, the oldest first. */
  readonly takeAll: (denials: boolean) => readonly EventPage[];
  readonly length: () => number;
};

export type EventBufferLimits = {
  readonly eventsMax: number;
  readonly bytesMax: number;
  /** What is dropped or sent at once; an event that is larger gets a page of its own. */
  readonly pageBytes: number;
};

type OpenPage = EventPage & JsonSink & { readonly ends: number[] };

const comma = 0x2c;

/** Bytes outside of the heap, so that no collection of garbage has to look at thousands of waiting events. */
export function createEventBuffer(
  { eventsMax, bytesMax, pageBytes }: EventBufferLimits,
  write: EventWriter,
  dropped: (events: number, denials: boolean) => void,
): EventBuffer {
  let allowed: OpenPage[] = [];
  let stopped: OpenPage[] = [];
  let events = 0;
  let bytes = 0;
  const forget = (page: OpenPage) => {
    events -= page.ends.length;
    bytes -= page.bytes.length;
  };
  const isFull = (more: number) => events >= eventsMax || (bytes > 0 && bytes + more > bytesMax);
  const dropOldest = () => {
    const denials = allowed.length === 0;
    const victim = (denials ? stopped : allowed).shift();
    if (victim === undefined) return;
    forget(victim);
    dropped(victim.ends.length, denials);
  };
  const openPage = (pages: OpenPage[], needed: number): OpenPage => {
    const size = Math.max(pageBytes, needed);
    while (isFull(size)) dropOldest();
    bytes += size;
    const page = { bytes: Buffer.allocUnsafeSlow(size), at: 0, ends: [] };
    pages.push(page);
    return page;
  };
  return {
    length: () => events,
    add: (record) => {
      while (isFull(0)) dropOldest();
      const pages = record.verdict.decision.outcome === "allow" ? allowed : stopped;
      let needed = append(pages.at(-1) ?? openPage(pages, 0), write, record);
      while (needed > 0) needed = append(openPage(pages, needed), write, record);
      events += 1;
    },
    takeAll: (denials) => {
      const taken = denials ? stopped : allowed;
      if (denials) stopped = [];
      else allowed = [];
      taken.forEach(forget);
      return taken;
    },
  };
}

/** Returns 0, or how large a page would have to be: then this one is as it was. */
function append(page: OpenPage, write: EventWriter, record: LogRecord): number {
  const { at } = page;
  page.bytes[at] = comma;
  page.at += 1;
  write(page, record);
  if (page.at < page.bytes.length) {
    page.ends.push(page.at);
    return 0;
  }
  const needed = page.at - at + 1;
  page.at = at;
  return needed;
}
