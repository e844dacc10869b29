const aheadMsMax = 60_000;
const behindMsMax = 7 * 86_400_000;

/**
 * When a decision was made, by the enforcer's clock as long as that is believable. A time out of bounds becomes
 * the beginning of the present hour: the same event sent again (at-least-once) mostly gets the same time, and is
 * recognised. The real text stays among the facts.
 */
export function eventTime(timestamp: string, now: Date): { at: Date; clamped: boolean } {
  const at = new Date(timestamp);
  const ms = at.getTime();
  const believable =
    !Number.isNaN(ms) && ms <= now.getTime() + aheadMsMax && ms >= now.getTime() - behindMsMax;
  if (believable) return { at, clamped: false };
  const hour = new Date(now);
  hour.setUTCMinutes(0, 0, 0);
  return { at: hour, clamped: true };
}
