import { z } from "zod";
import type { attributes } from "#lib/identities/users/contract.ts";

type Attributes = z.output<typeof attributes>;
type Value = Attributes[string];

/** Lines `name: value` as attributes; a line that can't be read is pointed out by its number. */
export function readAttributes(text: string, ctx: z.core.$RefinementCtx): Attributes {
  const read: Record<string, Value> = {};
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const match = /^\s*([A-Za-z_][A-Za-z0-9_.-]{0,62})\s*:\s*(.+?)\s*$/.exec(line);
    if (!match?.[1] || !match[2]) {
      ctx.addIssue({ code: "custom", message: `Line ${index + 1} is not like name: value.` });
      return z.NEVER;
    }
    read[match[1]] = readValue(match[2]);
  }
  return read;
}

const list = z.array(z.union([z.string(), z.number(), z.boolean()]));

function readValue(text: string): Value {
  const json = list.safeParse(parseJson(text)).data;
  if (json) return json;
  if (text.startsWith("[") && text.endsWith("]"))
    return text
      .slice(1, -1)
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "")
      .map(readScalar);
  return readScalar(text);
}

function readScalar(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return Number(text);
  if (!text.startsWith('"')) return text;
  const json = parseJson(text);
  return typeof json === "string" ? json : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
