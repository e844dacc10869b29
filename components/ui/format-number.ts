// A fixed locale: server and browser must print the same digits, or the page flickers when it wakes up.
const locale = "en-US";
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });

/** 12345 → "12,345". */
export function formatNumber(value: number): string {
  return whole.format(value);
}

/** 12345 → "12.3K": only where space is short. */
export function formatShort(value: number): string {
  return short.format(value);
}

/** 1, "enforcer" → "1 enforcer"; 3, "policy", "policies" → "3 policies". */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${whole.format(count)} ${count === 1 ? one : many}`;
}

/** 1536 → "1.5 KiB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** step;
  return `${value.toLocaleString(locale, { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 })} ${units[step]}`;
}
