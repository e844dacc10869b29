import { databaseAway, isDatabaseAway } from "#lib/database-away.ts";
import { AppError, httpStatus } from "#lib/errors.ts";
import { logError } from "#lib/log.ts";

const origins: Readonly<Record<string, string>> = {
  "content-type": "application/problem+json",
  "cache-control": "no-store",
};

/**
 * Any error as problem+json (RFC 9457): `type` names the code, `detail` the sentence, `errors` the fields. What is
 * not an AppError is a defect: logged with its cause, answered with nothing but the request id.
 */
export function problem(error: unknown, requestId: string): Response {
  if (error instanceof AppError) return problemResponse(error, requestId);
  const known = asDatabaseError(error);
  if (known) return problemResponse(known, requestId);
  logError("unexpected error", error, { requestId });
  const body = {
    type: "about:blank",
    title: "Internal error",
    status: 500,
    detail: "Something went wrong on our side.",
    requestId,
  };
  return new Response(JSON.stringify(body), { status: 500, headers: origins });
}

function problemResponse(error: AppError, requestId: string): Response {
  const status = httpStatus[error.code];
  const headers: Record<string, string> = { ...origins };
  if (error.code === "unauthenticated") headers["www-authenticate"] = 'Bearer realm="sallyport"';
  if (error.code === "ceremony-required")
    // RFC 9470, section 3.
    headers["www-authenticate"] =
      `Bearer error="insufficient_user_authentication", acr_values="phr", max_age="${error.detail.maxAgeSeconds ?? 0}"`;
  if (error.detail.retryAfterSeconds !== undefined)
    headers["retry-after"] = String(error.detail.retryAfterSeconds);
  const body = {
    type: `urn:sallyport:problem:${error.code}`,
    title: titles[error.code],
    status,
    detail: error.message,
    code: error.code,
    requestId,
    ...error.detail,
  };
  return new Response(JSON.stringify(body), { status, headers });
}

const titles: Readonly<Record<AppError["code"], string>> = {
  unauthenticated: "Not signed in",
  "ceremony-required": "Confirm with your passkey",
  forbidden: "Not permitted",
  "not-found": "Not found",
  malformed: "Malformed request",
  "invalid-input": "Invalid input",
  conflict: "Conflict",
  stale: "Changed meanwhile",
  "precondition-required": "If-Match is missing",
  "too-large": "Too large",
  "rate-limited": "Too many attempts",
  unavailable: "Not available now",
};

/** A record gone when it was to be written, a transaction that ran out of time, a serialization failure, a deadlock. */
const raceCodes = new Set(["P2025", "P2028", "P2034", "40001", "40P01"]);

/** Postgres away, a value taken, a value that Postgres can't store (NUL, lone surrogate): what the caller can act on. */
function asDatabaseError(error: unknown): AppError | null {
  if (isDatabaseAway(error)) return databaseAway(error);
  const code = codeOf(error);
  if (code === null) return null;
  if (code === "P2002")
    return new AppError(
      "conflict",
      "Something with this name or key exists already.",
      {},
      { cause: error },
    );
  if (code === "P2003" || code === "P2014")
    return new AppError("conflict", "Something else still refers to this.", {}, { cause: error });
  if (raceCodes.has(code))
    return new AppError(
      "conflict",
      "Somebody else changed this at the same moment. Try again.",
      {},
      { cause: error },
    );
  return null;
}

function codeOf(error: unknown): string | null {
  for (let current: unknown = error, depth = 0; current instanceof Error && depth < 4; depth += 1) {
    const code: unknown = Reflect.get(current, "code");
    if (typeof code === "string" && /^(P\d{4}|[0-9A-Z]{5})$/.test(code)) return code;
    current = current.cause;
  }
  return null;
}
