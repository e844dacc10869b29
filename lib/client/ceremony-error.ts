import { wordsFor, type Words } from "#lib/client/words.ts";

/** A ceremony that did not come to its end; `reason` has words in `words.ts`, `message` is a sentence of them. */
export class CeremonyError extends Error {
  readonly reason: string;
  readonly words: Words;

  constructor(reason: string, options?: ErrorOptions) {
    const words = wordsFor(reason);
    super(`${words.title}. ${words.text}`, options);
    this.name = "CeremonyError";
    this.reason = reason;
    this.words = words;
  }
}

/** Whatever a ceremony threw, as something with words. */
export function ceremonyError(error: unknown): CeremonyError {
  if (error instanceof CeremonyError) return error;
  return new CeremonyError(reasonOf(error), { cause: error });
}

const reasonOfCode: Readonly<Record<string, string>> = {
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: "already-registered",
  ERROR_INVALID_DOMAIN: "wrong-address",
  ERROR_INVALID_RP_ID: "wrong-address",
  ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT: "no-verification",
  ERROR_CEREMONY_ABORTED: "cancelled",
};

const reasonOfName: Readonly<Record<string, string>> = {
  NotAllowedError: "cancelled",
  AbortError: "cancelled",
  SecurityError: "wrong-address",
  InvalidStateError: "already-registered",
  NotSupportedError: "unsupported",
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unavailable";
  // By its shape: the library itself is loaded with the first ceremony, this file with every page.
  const code: unknown = Reflect.get(error, "code");
  const byCode = typeof code === "string" ? reasonOfCode[code] : undefined;
  return byCode ?? reasonOfName[error.name] ?? "unavailable";
}
