/** ISO weekday (1 = Monday) and minute of the day. */
export type WallTime = { readonly weekday: number; readonly minute: number };

/** Zone offsets change only at quarters of an hour, so one look-up serves a quarter. */
const quarterSeconds = 900;

const clocks = new Map<string, (now: number) => WallTime>();

/** The wall clock of a zone in `time-zones.ts`. Formatting is slow, so the offset is kept for its quarter of an hour. */
export function readWallClock(zone: string): (now: number) => WallTime {
  const known = clocks.get(zone);
  if (known) return known;
  const offsetAt = zone === "UTC" ? () => 0 : offsetReader(zone);
  let quarter = Number.NaN;
  let offset = 0;
  const clock = (now: number): WallTime => {
    const start = Math.floor(now / quarterSeconds);
    if (start !== quarter) {
      offset = offsetAt(start * quarterSeconds);
      quarter = start;
    }
    const local = now + offset;
    const day = Math.floor(local / 86_400);
    // 1970-01-01 was a Thursday.
    return {
      weekday: ((((day + 3) % 7) + 7) % 7) + 1,
      minute: Math.floor((local - day * 86_400) / 60),
    };
  };
  clocks.set(zone, clock);
  return clock;
}

function offsetReader(zone: string): (seconds: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (seconds) => {
    const parts = new Map(
      format.formatToParts(seconds * 1000).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const wall = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return wall / 1000 - seconds;
  };
}
