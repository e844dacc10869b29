import { readFileSync, statSync } from "node:fs";
import { Reader } from "mmdb-lib";
import { parseAddress, type ParsedAddress } from "#lib/engine/parse-address.ts";
import type { Log } from "./log.ts";

export type Countries = {
  /** ISO 3166-1 alpha-2, as the data set says; null where it says nothing. */
  readonly of: (address: string | null) => string | null;
  /** What an operator should know about the file. */
  readonly alarms: () => readonly string[];
  /** Looks whether the file was replaced; one that can't be read leaves the old one in force. */
  readonly refresh: () => void;
  readonly close: () => void;
};

/** Of what data sets hold, all that is read: MaxMind's and DB-IP's form, and ip-location-db's. */
type Entry = {
  readonly country?: { readonly iso_code?: unknown };
  readonly country_code?: unknown;
};

const refreshMs = 60_000;
const oldDays = 90;

/**
 * Countries by address, from a file in MaxMind's DB format that its operator keeps fresh. Throws when it can't be read
 * at the start: a setting that has no effect would be found by its denials.
 */
export function openCountries(file: string, log: Log): Countries {
  let { reader, modifiedMs } = read(file);
  let failure: string | null = null;
  const refresh = () => {
    try {
      if (statSync(file).mtimeMs === modifiedMs) return;
      ({ reader, modifiedMs } = read(file));
      failure = null;
      log.info("the country database was replaced", { built: builtAt(reader) });
    } catch (cause) {
      failure = cause instanceof Error ? cause.message : "unknown";
    }
  };
  const timer = setInterval(refresh, refreshMs);
  timer.unref();
  return {
    of: (address) => (address === null ? null : find(reader, address)),
    alarms: () => [
      ...(failure === null ? [] : [`the country database could not be read again: ${failure}`]),
      ...(isOld(reader) ? [`the country database is of ${builtAt(reader)}`] : []),
    ],
    refresh,
    close: () => clearInterval(timer),
  };
}

function read(file: string) {
  const { mtimeMs: modifiedMs } = statSync(file);
  try {
    const reader = new Reader<object>(readFileSync(file));
    // A file of another kind, or half of one, must not pass for one that knows nothing.
    reader.get("192.0.2.1");
    return { reader, modifiedMs };
  } catch (cause) {
    throw new Error(`${file} is no country database`, { cause });
  }
}

/** Only canonical addresses are looked up: the library's own parser reads more than ours (rule 8). */
function find(reader: Reader<object>, address: string): string | null {
  const parsed = parseAddress(address);
  if (parsed === null || (parsed.family === 6 && reader.metadata.ipVersion === 4)) return null;
  return codeOf(reader.get(textOf(parsed)));
}

function textOf({ family, words }: ParsedAddress): string {
  return family === 4 ? words.join(".") : words.map((word) => word.toString(16)).join(":");
}

function codeOf(entry: Entry | null): string | null {
  const code = entry?.country?.iso_code ?? entry?.country_code;
  return typeof code === "string" && /^[A-Z]{2}$/.test(code) ? code : null;
}

function builtAt({ metadata }: Reader<object>): string {
  return metadata.buildEpoch.toISOString().slice(0, 10);
}

/** Networks change hands: what was true a quarter ago may let the wrong ones pass. */
function isOld({ metadata }: Reader<object>): boolean {
  return Date.now() - metadata.buildEpoch.getTime() > oldDays * 86_400_000;
}
