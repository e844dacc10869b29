import type { Condition } from "./world.ts";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Rule 10: the wall clock is read, and nothing is ever added to it. */
export function isScheduled(schedule: NonNullable<Condition["schedule"]>, now: number): boolean {
  const { zone = "UTC", days: open = [], from, to, notBefore, notAfter } = schedule;
  if (notBefore !== undefined && now < Date.parse(notBefore) / 1000) return false;
  if (notAfter !== undefined && now >= Date.parse(notAfter) / 1000) return false;
  const { day, time } = wallClock(zone, now);
  const isOpen = (index: number) => {
    const name = days[(index + 7) % 7];
    return open.length === 0 || (name !== undefined && open.includes(name));
  };
  if (from === undefined || to === undefined) return isOpen(day);
  if (from < to) return isOpen(day) && from <= time && time < to;
  return (isOpen(day) && from <= time) || (isOpen(day - 1) && time < to);
}

/** Day from 0 for Monday, and the time of day as text, which sorts as time does. */
function wallClock(zone: string, now: number): { readonly day: number; readonly time: string } {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
    });
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(now * 1000).map(({ type, value }) => [type, value]));
  return {
    day: days.findIndex((day) => day === parts.get("weekday")?.toLowerCase()),
    time: `${parts.get("hour")}:${parts.get("minute")}`,
  };
}
