import type { Metadata } from "next";
import { reasonWord } from "#components/data/reason-word.ts";
import { Card } from "#components/ui/card.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { OutcomeBadge } from "#components/ui/outcome-badge.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { reasonCodes, reasons } from "#lib/engine/reasons.ts";

export const metadata: Metadata = { title: "Reasons" };

/** The one table of reasons, for whoever met a code: in a header, a log, a decision. */
export default async function ReasonsPage() {
  await contextFromPage();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Decisions", href: paths.decisions() }]}
        title="Reasons"
        subtitle="Every decision has one of these. Callers see the code in X-Sallyport-Reason, and no more than what they are told here."
      />
      <div className="space-y-4">
        {reasonCodes.map((code) => {
          const { outcome, status, because, caller, remedy } = reasons[code];
          return (
            <section key={code} id={code} aria-label={reasonWord(code)} className="scroll-mt-20">
              <Card
                title={reasonWord(code)}
                actions={
                  <>
                    <TextLink className="text-sm" href={paths.decisions({ reason: code })}>
                      Decisions
                    </TextLink>
                    <OutcomeBadge outcome={outcome} />
                  </>
                }
              >
                <KeyValueList
                  items={[
                    { label: "Code", value: <code>{code}</code> },
                    { label: "What happened", value: sentence(because) },
                    { label: "The caller is told", value: `${status}: ${caller}` },
                    { label: "What to do", value: remedy },
                  ]}
                />
              </Card>
            </section>
          );
        })}
      </div>
    </>
  );
}

/** In the table it follows "denied, because". */
function sentence(because: string): string {
  return `${because.charAt(0).toUpperCase()}${because.slice(1)}.`;
}
