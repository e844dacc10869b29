/** What is looked at… */
export const windowMs = 300_000;
/** …and the time before it that says what is usual. */
export const usualMs = 6 * 3_600_000;
