import { z } from "zod";
import { explainIssue, type Question, question } from "./question.ts";

export type SearchKind = "subject" | "resource" | "action";

export type Search = {
  readonly kind: SearchKind;
  /** With an empty text in place of what is searched. */
  readonly question: Question;
  readonly page: { readonly token?: string | undefined; readonly limit?: number | undefined };
};

const page = z.object({
  token: z.string().max(4000).optional(),
  limit: z.int().min(1).max(1000).optional(),
});

const { subject, action, resource, context } = question.shape;
/** What is searched has a type at most: an id that comes along is ignored (AuthZEN 1.0, section 8). */
const anySubject = subject.omit({ id: true }).transform((one) => ({ ...one, id: "" }));
const anyResource = resource.omit({ id: true }).transform((one) => ({ ...one, id: "" }));
const anyAction = z
  .unknown()
  .optional()
  .transform(() => ({ name: "" }));
const rest = { context, page: page.optional() };

const shapes = {
  subject: z.object({ subject: anySubject, action, resource, ...rest }),
  resource: z.object({ subject, action, resource: anyResource, ...rest }),
  action: z.object({ subject, action: anyAction, resource, ...rest }),
};

export function readSearch(
  kind: SearchKind,
  body: Readonly<Record<string, unknown>>,
): { readonly ok: true; readonly search: Search } | { readonly ok: false; readonly why: string } {
  const read = shapes[kind].safeParse(body);
  if (!read.success) return { ok: false, why: explainIssue(read.error) };
  const { page: wanted = {}, ...asked } = read.data;
  return { ok: true, search: { kind, question: asked, page: wanted } };
}
