import { isCleanText } from "#lib/engine/clean-text.ts";
import { parseTemplate, templateKey } from "#lib/engine/parse-template.ts";
import { shapeBytesMax, templateCharactersMax } from "./limits.ts";

export type ReadTemplate = {
  /** As written, without trailing slash. */
  readonly template: string;
  /** Names erased: two operations of one method and shape are the same to a request (rule 30). */
  readonly shape: string;
  readonly endsInSlash: boolean;
  /** Segments like `{base}...{head}`: one parameter for matching (rule 31). */
  readonly mixed: readonly string[];
};

/** Reads a path template; a text is the reason why no request can ever match it. */
export function readTemplate(path: string): ReadTemplate | string {
  const problem = problemOf(path);
  if (problem !== null) return problem;
  const endsInSlash = path.length > 1 && path.endsWith("/");
  const template = endsInSlash ? path.slice(0, -1) : path;
  const parsed = parseTemplate(template);
  if (!parsed) return unusableReason(template);
  const shape = templateKey(parsed);
  if (Buffer.byteLength(shape) > shapeBytesMax) return `longer than ${shapeBytesMax} bytes`;
  return {
    template,
    shape,
    endsInSlash,
    mixed: template.split("/").filter((part) => part.includes("{") && !/^\{[^{}]+\}$/.test(part)),
  };
}

function problemOf(path: string): string | null {
  if (!path.startsWith("/")) return "a path must begin with /";
  if (path.length > templateCharactersMax) return `longer than ${templateCharactersMax} characters`;
  if (/[?#]/.test(path)) return "a query or fragment is no part of a path";
  if (!isBalanced(path)) return "its braces do not match";
  if (/[\p{Cc}\p{Cs}]/u.test(path)) return "it has control characters";
  return null;
}

function isBalanced(path: string): boolean {
  return /^(?:[^{}]|\{[^{}/]+\})*$/.test(path);
}

function unusableReason(template: string): string {
  const parts = template.split("/").slice(1);
  if (parts.includes("")) return "it has an empty segment (//), which enforcers refuse";
  if (parts.some((part) => part === "." || part === ".."))
    return "it has a dot segment, which enforcers refuse";
  if (parts.some((part) => part.includes(";")))
    return "it has a semicolon, which enforcers refuse in paths";
  if (parts.slice(0, -1).some((part) => /^\{[^{}]+\+\}$/.test(part)))
    return "a parameter of several segments can only be the last one";
  if (!isCleanText(template)) return "it is not in Unicode normal form C";
  if (parts.length > 64) return "it has more than 64 segments, which enforcers refuse";
  return "enforcers can't match it (an encoded slash or backslash)";
}
