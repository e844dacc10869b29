import { parseTemplate, templateKey } from "#lib/engine/parse-template.ts";
import { templateCharactersMax } from "./limits.ts";

export type ReadTemplate = {
  /** As written, without query, fragment and trailing slash. */
  readonly template: string;
  /** Names erased: two operations of one method and shape are the same to a request (rule 30). */
  readonly shape: string;
  readonly endsInSlash: boolean;
  /** Segments like `{base}...{head}`: one parameter for matching (rule 31). */
  readonly mixed: readonly string[];
  /** A fragment or query that was removed. */
  readonly removed: string | null;
};

/** Reads a path of a description; a text is the reason why no request can ever match it. */
export function readTemplate(path: string): ReadTemplate | string {
  const mark = /[?#]/.exec(path)?.index ?? path.length;
  const bare = path.slice(0, mark);
  const problem = problemOf(bare);
  if (problem !== null) return problem;
  const endsInSlash = bare.length > 1 && bare.endsWith("/");
  const template = endsInSlash ? bare.slice(0, -1) : bare;
  const parsed = parseTemplate(template);
  if (!parsed) return unusableReason(template);
  return {
    template,
    shape: templateKey(parsed),
    endsInSlash,
    mixed: template.split("/").filter((part) => part.includes("{") && !/^\{[^{}]+\}$/.test(part)),
    removed: mark < path.length ? path.slice(mark) : null,
  };
}

function problemOf(path: string): string | null {
  if (!path.startsWith("/")) return "a path must begin with /";
  if (path.length > templateCharactersMax) return `longer than ${templateCharactersMax} characters`;
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
  return "enforcers can't match it (an encoded slash, a backslash, or text that is not in Unicode normal form C)";
}
