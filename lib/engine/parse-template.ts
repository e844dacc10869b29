import { isCleanText } from "./clean-text.ts";

export type TemplateSegment =
  | { readonly kind: "literal"; readonly text: string }
  /** A whole segment, or one with literal parts, which is one parameter named by its text (rule 31). */
  | { readonly kind: "parameter"; readonly name: string };

export type Template = {
  readonly segments: readonly TemplateSegment[];
  /** `{name+}` as the last segment: one segment or more (rule 32). */
  readonly multi: string | null;
};

/** As many as a request may have; a bundle with more is refused. */
const segmentsMax = 64;

/** Segments of a path template, a fragment or query removed, a trailing slash ignored. Null if it can't be matched. */
export function parseTemplate(template: string): Template | null {
  const path = template.replace(/[?#].*$/, "");
  if (!path.startsWith("/")) return null;
  const parts = path.split("/").slice(1);
  if (parts.at(-1) === "") parts.pop();
  if (parts.length > segmentsMax || !isCleanText(path)) return null;
  const last = /^\{([^{}]+)\+\}$/.exec(parts.at(-1) ?? "");
  if (last) parts.pop();
  const segments = parts.map(parseSegment);
  const complete = segments.filter((segment) => segment !== null);
  return complete.length === segments.length
    ? { segments: complete, multi: last?.[1] ?? null }
    : null;
}

function parseSegment(part: string): TemplateSegment | null {
  if (/^\{[^{}]+\+\}$/.test(part)) return null;
  const whole = /^\{([^{}]+)\}$/.exec(part);
  if (whole?.[1] !== undefined) return { kind: "parameter", name: whole[1] };
  if (part.includes("{")) return { kind: "parameter", name: part };
  const text = decode(part);
  const unusable =
    text === "" || text === "." || text === ".." || /[;/\\]/.test(text) || !isCleanText(text);
  return unusable ? null : { kind: "literal", text };
}

/** Templates are compared decoded, as requests are; one that does not decode means its own text. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Rule 30: what makes two templates the same, names erased. */
export function templateKey({ segments, multi }: Template): string {
  const key = segments
    .map((segment) => (segment.kind === "literal" ? `/${segment.text}` : "/"))
    .join("");
  return multi === null ? key : `${key}//+`;
}
