/** Something that was fetched, or read from disk, and is not put in force. The code goes into status. */
export class Refusal extends Error {
  readonly code: string;
  readonly httpStatus: number | null;

  constructor(code: string, message: string, httpStatus: number | null = null) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.httpStatus = httpStatus;
  }
}

/** Any thrown value as code and sentence for status and log. */
export function asRefusal(cause: unknown): Refusal {
  if (cause instanceof Refusal) return cause;
  if (cause instanceof Error) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : null;
    const inner = cause.cause instanceof Error ? `: ${cause.cause.message}` : "";
    return new Refusal(code ?? "unreachable", `${cause.message}${inner}`);
  }
  return new Refusal("unreachable", "unknown failure");
}
