const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" });

/** "just now", "in 5 min.", "3 hr. ago". */
export function formatRelative(timeMs: number, nowMs: number): string {
  const seconds = Math.round((timeMs - nowMs) / 1000);
  const size = Math.abs(seconds);
  if (size < 10) return seconds > 0 ? "in a moment" : "just now";
  const fitting = units.find(([, length]) => size >= length);
  if (!fitting) return relative.format(seconds, "second").replace(".", "");
  const [unit, length] = fitting;
  return relative.format(Math.trunc(seconds / length), unit).replace(".", "");
}

/** The exact time in the reader's zone, with the zone's name; `zone` only where server and browser must agree. */
export function formatExact(timeMs: number, zone?: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    ...(zone ? { timeZone: zone } : {}),
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  return format.format(timeMs);
}
