import { z } from "zod";

const entity = z.object({
  type: z.string().min(1).max(300),
  id: z.string().min(1).max(2000),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const action = z.object({
  name: z.string().min(1).max(300),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const context = z.record(z.string(), z.unknown());

/** One access question (AuthZEN 1.0, section 6.1); what is not known here is ignored, as the standard asks. */
export const question = z.object({
  subject: entity,
  action,
  resource: entity,
  context: context.optional(),
});
export type Question = z.output<typeof question>;

const itemsMax = 1000;

/** Several questions, and what they have in common (section 7.1). Each item is read by itself: one bad one costs only itself. */
const questions = z.object({
  evaluations: z.array(z.record(z.string(), z.unknown())).max(itemsMax).optional(),
  options: z
    .object({
      evaluations_semantic: z
        .enum(["execute_all", "deny_on_first_deny", "permit_on_first_permit"])
        .optional(),
    })
    .optional(),
});

export type Semantic = "execute_all" | "deny_on_first_deny" | "permit_on_first_permit";

export type ReadQuestion =
  | { readonly ok: true; readonly question: Question }
  | { readonly ok: false; readonly why: string };

export type ReadQuestions =
  | { readonly kind: "one"; readonly read: ReadQuestion }
  | {
      readonly kind: "several";
      readonly items: readonly ReadQuestion[];
      readonly semantic: Semantic;
    }
  | { readonly kind: "bad"; readonly why: string };

type Body = Readonly<Record<string, unknown>>;

export function readQuestion(body: Body): ReadQuestion {
  const read = question.safeParse(body);
  return read.success
    ? { ok: true, question: read.data }
    : { ok: false, why: explainIssue(read.error) };
}

/** A default is replaced as a whole by an item's own value (section 7.1.1); without items it is a single question. */
export function readQuestions(body: Body): ReadQuestions {
  const read = questions.safeParse(body);
  if (!read.success) return { kind: "bad", why: explainIssue(read.error) };
  const { evaluations = [], options } = read.data;
  if (evaluations.length === 0) return { kind: "one", read: readQuestion(body) };
  return {
    kind: "several",
    items: evaluations.map((item) => readQuestion({ ...defaultsOf(body), ...item })),
    semantic: options?.evaluations_semantic ?? "execute_all",
  };
}

function defaultsOf({ subject, action: common, resource, context: circumstances }: Body): Body {
  return { subject, action: common, resource, context: circumstances };
}

export function explainIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  const place = issue?.path.join(".") ?? "";
  return `${place === "" ? "the body" : place}: ${issue?.message ?? "not readable"}`;
}
