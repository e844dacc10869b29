/** The closed list of what can go wrong for a caller; anything else is a defect, logged and answered generically. */
export type ErrorCode =
  | "unauthenticated"
  | "ceremony-required"
  | "forbidden"
  | "not-found"
  | "malformed"
  | "invalid-input"
  | "conflict"
  | "stale"
  | "precondition-required"
  | "too-large"
  | "rate-limited"
  | "unavailable";

/** HTTP status of each code; one table for the REST API, the authority and the tests. */
export const httpStatus: Readonly<Record<ErrorCode, number>> = {
  unauthenticated: 401,
  "ceremony-required": 401,
  forbidden: 403,
  "not-found": 404,
  malformed: 400,
  "invalid-input": 422,
  conflict: 409,
  stale: 412,
  "precondition-required": 428,
  "too-large": 413,
  "rate-limited": 429,
  unavailable: 503,
};

/** One wrong field: where it is, and what was expected there. */
export type FieldError = { readonly path: string; readonly message: string };

/** Who changed which members of a record, and when; null: its text as a whole. */
export type Change = {
  readonly at: string;
  readonly by: string;
  readonly members: readonly string[] | null;
};

export type ErrorDetail = {
  readonly errors?: readonly FieldError[];
  /** With `stale`: the current record, so that the caller can show what changed. */
  readonly current?: unknown;
  /** With `stale`: who changed what, newest first. */
  readonly changes?: readonly Change[];
  /** With `ceremony-required`: how young the last ceremony has to be. */
  readonly maxAgeSeconds?: number;
  readonly retryAfterSeconds?: number;
  /** A finer code that pages have words for: why a ceremony or sign-in was refused. */
  readonly reason?: string;
};

/** The one error class of the product: a code, a sentence for the caller, and detail it may see. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = "AppError";
    this.code = code;
    this.detail = detail;
  }
}

/** Throws `not-found`: also for what the actor may not know about. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined)
    throw new AppError("not-found", `There is no such ${what}.`);
  return value;
}
