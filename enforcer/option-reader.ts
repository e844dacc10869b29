import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseCidr } from "./adapters/cidr.ts";
import { type Option, type OptionName, options } from "./options.ts";

/** What was given, by flag or environment, still text. */
export type Given = Partial<Record<OptionName, string>>;

/** Where mistakes are collected; a reader goes on after each, so that all are reported at once. */
export type Problems = string[];

/** Reads settings one by one. No message ever repeats a value that could be secret. */
export function createOptionReader(given: Given, errors: Problems) {
  const text = (name: OptionName): string | null => given[name] ?? options[name].fallback;
  const fail = (name: OptionName, why: string) =>
    void errors.push(`${named(options[name])} ${why}`);
  return {
    text,
    textOr: (name: OptionName, fallback: string): string => text(name) ?? fallback,
    integer: (name: OptionName, min: number, max: number): number => {
      const value = text(name) ?? "";
      const number = Number(value);
      if (/^\d+$/.test(value) && number >= min && number <= max) return number;
      fail(name, `must be a whole number from ${min} to ${max}`);
      return min;
    },
    url: (name: OptionName, required: boolean): string | null => {
      const value = text(name);
      if (value === null && required) fail(name, "is missing");
      if (value === null) return null;
      const why = refutedUrl(value);
      if (why !== null) fail(name, why);
      return value.replace(/\/+$/, "");
    },
    secret: (own: OptionName, inFile: OptionName, required: boolean) => {
      const secret = readSecret(text(own), text(inFile));
      if (secret === null && required)
        errors.push(`${options[own].env} or ${named(options[inFile])} is missing`);
      if (secret?.why !== undefined) fail(inFile, secret.why);
      return secret?.read ?? null;
    },
    gatewaySecret: (): string | null => {
      const secret = readSecret(text("gatewaySecret"), text("gatewaySecretFile"));
      if (secret?.why !== undefined) fail("gatewaySecretFile", secret.why);
      const value = secret?.read() ?? null;
      if (value !== null && value.length < 16)
        fail("gatewaySecret", "must have 16 characters or more");
      return value;
    },
    publicKey: (name: OptionName): string => {
      const { pem, why } = readPublicKey(text(name));
      if (why !== null) fail(name, why);
      return pem;
    },
    cidrs: (name: OptionName): readonly string[] => {
      const { wanted, wrong } = readCidrs(text(name) ?? "");
      for (const item of wrong) fail(name, `holds ${item}, which is no address or CIDR block`);
      return wanted;
    },
    choice: <Value extends string>(
      name: OptionName,
      values: readonly [Value, ...Value[]],
    ): Value => {
      const value = text(name);
      const known = values.find((one) => one === value);
      if (known === undefined) fail(name, `must be one of ${values.join(", ")}`);
      return known ?? values[0];
    },
  };
}

function readCidrs(text: string) {
  const list = text.split(",").map((item) => item.trim());
  const wanted = list.filter((item) => item !== "");
  return { wanted, wrong: wanted.filter((item) => parseCidr(item) === null) };
}

const named = ({ flag, env }: Option) => (flag === null ? env : `--${flag} (${env})`);

function refutedUrl(value: string): string | null {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  if (parsed?.protocol !== "http:" && parsed?.protocol !== "https:")
    return "must be an http or https address";
  if (parsed.username !== "" || parsed.password !== "")
    return "must not contain a user or password";
  return parsed.search === "" && parsed.hash === "" ? null : "must not contain a query or fragment";
}

type Secret = { readonly read: () => string; readonly why?: string };

/** A file is read again each time, so that a secret can be rotated under us; one that is gone keeps its last content. */
function readSecret(value: string | null, path: string | null): Secret | null {
  if (value !== null) return { read: () => value };
  if (path === null) return null;
  let last = readText(path);
  if (last === null) return { read: () => "", why: `names ${path}, which can't be read` };
  if (last === "") return { read: () => "", why: `names ${path}, which is empty` };
  return {
    read: () => {
      last = readText(path) || last;
      return last ?? "";
    },
  };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return null;
  }
}

function readPublicKey(path: string | null): { readonly pem: string; readonly why: string | null } {
  if (path === null) return { pem: "", why: "is missing" };
  const pem = readText(path);
  if (pem === null) return { pem: "", why: `names ${path}, which can't be read` };
  return { pem, why: isP256PublicKey(pem) ? null : "must hold a P-256 public key as PEM" };
}

/** A private key is refused too: the root's private half has no business on an enforcer. */
function isP256PublicKey(pem: string): boolean {
  if (pem.includes("PRIVATE KEY")) return false;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";
  } catch {
    return false;
  }
}
