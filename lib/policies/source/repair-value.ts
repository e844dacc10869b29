import { timeZones } from "#lib/engine/time-zones.ts";
import { nearest } from "#lib/policies/nearest.ts";
import type { DocumentPath } from "./locate.ts";
import { shapeAt, valuesAt } from "./schema-at.ts";

type Scalar = string | number | boolean;

/** Values that somebody may have meant who wrote this one, as the schema takes them; the likeliest first. */
export function meantValues(
  path: DocumentPath,
  written: unknown,
  source = String(written),
): readonly unknown[] {
  if (shapeAt(path) === "list") return asList(path, written);
  if (!isScalar(written)) return [];
  const values = valuesAt(path);
  if (values.includes("true")) return truths(written);
  const wanted = values.length > 0 ? nearest(source, values) : byPlace(path, source);
  return wanted.filter((each) => each !== written);
}

function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** One name where a list is wanted; a list with a name twice. */
function asList(path: DocumentPath, written: unknown): readonly unknown[] {
  if (Array.isArray(written)) {
    const once = [...new Set<unknown>(written)];
    return once.length < written.length ? [once] : [];
  }
  if (typeof written !== "string" || written === "") return [];
  const isWord = nearest(written, valuesAt(path)).length > 0;
  return isWord ? nearest(written, valuesAt(path)) : [written.split(/[\s,]+/).filter(Boolean)];
}

function truths(written: Scalar): readonly boolean[] {
  if (/^(yes|y|on|true|1)$/i.test(String(written))) return [true];
  return /^(no|n|off|false|0)$/i.test(String(written)) ? [false] : [];
}

function byPlace(path: DocumentPath, text: string): readonly Scalar[] {
  const key = path.findLast((step) => typeof step === "string") ?? "";
  const place = path.map((step) => (typeof step === "number" ? "*" : step)).join(".");
  const propose = Object.entries(proposals).find(([pattern]) =>
    new RegExp(`(^|\\.)(${pattern})$`).test(place),
  )?.[1];
  return propose ? propose(text, key) : [];
}

const proposals: Readonly<Record<string, (text: string, key: string) => readonly Scalar[]>> = {
  "within|window": durations,
  "schedule\\.(from|to)": timesOfDay,
  "schedule\\.zone": (text) => nearest(text.split("/").at(-1) ?? text, timeZones),
  "network\\.(in|notIn)\\.\\*": networks,
  "country\\.(in|notIn)\\.\\*": (text) => (/^[a-z]{2}$/i.test(text) ? [text.toUpperCase()] : []),
  "methods\\.\\*": (text) => (/^[a-z]{1,20}$/i.test(text) ? [text.toUpperCase()] : []),
  "name|roles\\.\\*|apis\\.\\*": slugs,
  limit: (text) => (/^\s*\d{1,9}\s*$/.test(text) ? [Number(text)] : []),
  "posture\\.[^.]+": (text) => [`>=${text.replace(/^[>=\s]+/, "")}`],
  "reason|description|scopes\\.\\*|audiences\\.\\*|issuers\\.\\*|groups\\.\\*|users\\.\\*|tags\\.\\*|operations\\.\\*|platforms\\.\\*":
    (text) => [text],
};

const units: readonly (readonly [unit: RegExp, letter: string, times: number])[] = [
  [/^s(ec(ond)?s?)?$/, "s", 1],
  [/^m(in(ute)?s?)?$/, "m", 1],
  [/^h((ou)?rs?)?$/, "h", 1],
  [/^d(ays?)?$/, "d", 1],
  [/^w(eeks?)?$/, "d", 7],
  [/^mon(ths?)?$/, "d", 30],
  [/^y(ears?)?$/, "d", 365],
];

/** `8 hours`, `1w`, `90`. */
function durations(text: string): readonly string[] {
  const [, digits = "", word = ""] = /^\s*(\d{1,6})\s*([a-z]*)\.?\s*$/i.exec(text) ?? [];
  const count = Number(digits);
  if (count === 0) return [];
  if (word === "") return [`${count}m`, `${count}h`, `${count}s`];
  const unit = units.find(([pattern]) => pattern.test(word.toLowerCase()));
  return unit ? [`${count * unit[2]}${unit[1]}`] : [];
}

/** `8:00`, `8`, `0830`, `6pm`. */
function timesOfDay(text: string): readonly string[] {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?$/i.exec(text.trim());
  if (!match) return [];
  const [, hours = "", minutes = "00", half] = match;
  const hour = (Number(hours) % (half ? 12 : 25)) + (half?.toLowerCase() === "pm" ? 12 : 0);
  return [`${String(hour).padStart(2, "0")}:${minutes}`];
}

/** An address alone, or a network with host bits. */
function networks(text: string): readonly string[] {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text.trim());
  if (!match) return /^[\da-f:]+$/i.test(text) && text.includes(":") ? [`${text}/128`] : [];
  const octets = match.slice(1, 5).map(Number);
  const bits = match[5] === undefined ? 32 : Number(match[5]);
  if (bits > 32 || octets.some((octet) => octet > 255)) return [];
  const kept = octets.map((octet, index) => {
    const fixed = Math.min(Math.max(bits - index * 8, 0), 8);
    return octet & (256 - 2 ** (8 - fixed));
  });
  return [`${kept.join(".")}/${bits}`];
}

function slugs(text: string): readonly string[] {
  const slug = text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 63);
  return slug === "" ? [] : [slug];
}
