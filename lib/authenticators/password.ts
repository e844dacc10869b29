import { hash, verify } from "@node-rs/argon2";
import { commonPasswords } from "./common-passwords.ts";
import { Refusal } from "./refusal.ts";

export const passwordLength = { min: 15, max: 256 } as const;

/** argon2id (the library's default algorithm) with OWASP's first choice: 46 MiB, one pass, one lane. */
const parameters = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;

/** Words an attacker tries first here. */
const contextWords = ["sallyport", "password", "passkey", "administrator"];

/**
 * NIST SP 800-63B-4, section 3.1.1.2: length, a block-list of common and context words, no composition rules.
 * NFC, so that the same keys typed on another system are the same password.
 */
export async function hashNewPassword(password: string, about: readonly string[]): Promise<string> {
  const problem = passwordProblem(password, about);
  if (problem) throw new Refusal("password-weak", { message: problem });
  return hash(password.normalize("NFC"), parameters);
}

export function passwordProblem(password: string, about: readonly string[]): string | null {
  const text = password.normalize("NFC");
  const length = Array.from(text).length;
  if (length < passwordLength.min) return `At least ${passwordLength.min} characters.`;
  if (length > passwordLength.max) return `At most ${passwordLength.max} characters.`;
  const plain = text.toLowerCase();
  if (commonPasswords.has(plain) || new Set(plain).size < 5)
    return "This password is one of those that are tried first.";
  const words = [
    ...contextWords,
    ...about.flatMap((each) => each.toLowerCase().split(/[^\p{L}\d]+/u)),
  ];
  let rest = plain;
  for (const word of [...words, ...commonPasswords].filter((each) => each.length > 3))
    rest = rest.replaceAll(word, "");
  if (Array.from(rest).length < 8)
    return "This password is made of names and words that are tried first.";
  return null;
}

let nobody: Promise<string> | undefined;

/** Takes the same time when there is no such password: a hash of nothing anybody knows is verified then. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hash(crypto.randomUUID(), parameters);
  const matches = await verify(stored ?? (await nobody), password.normalize("NFC").slice(0, 1024));
  return matches && stored !== null;
}
