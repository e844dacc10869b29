/** How long a console session lasts without use, and at most; both kept per row, so a change acts on new sessions. */
export const sessionLimits = {
  idleSeconds: 60 * 60,
  absoluteSeconds: 12 * 60 * 60,
  /** `lastSeenAt` and the idle limit are written at most this often. */
  touchSeconds: 60,
} as const;
