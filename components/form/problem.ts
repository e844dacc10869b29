/** The parts of a problem+json answer (RFC 9457) that a form shows. */
export type Problem = {
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly message: string;
  readonly requestId: string | undefined;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
};

/** Reads a problem from a thrown error, from its `problem` or from the parsed body itself; anything else is its message. */
export function readProblem(thrown: unknown): Problem {
  const body = [field(thrown, "problem"), field(thrown, "body"), thrown].find(isObject);
  const message =
    text(body, "detail") ??
    text(body, "title") ??
    text(thrown, "message") ??
    "It did not work. Nothing was changed.";
  const status = field(body, "status");
  const errors = field(body, "errors") ?? field(field(body, "detail"), "errors");
  return {
    status: typeof status === "number" ? status : undefined,
    code: text(body, "code"),
    message,
    requestId: text(body, "requestId"),
    errors: Array.isArray(errors) ? errors.flatMap(readFieldError) : [],
  };
}

function readFieldError(entry: unknown): Problem["errors"] {
  const path = text(entry, "path");
  const message = text(entry, "message");
  return path !== undefined && message !== undefined ? [{ path, message }] : [];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function field(value: unknown, name: string): unknown {
  return isObject(value) ? Reflect.get(value, name) : undefined;
}

function text(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === "string" && found !== "" ? found : undefined;
}
