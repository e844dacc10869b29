import { Callout } from "#components/ui/callout.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { Sampling } from "#lib/decisions/contract.ts";

type Props = {
  readonly of: readonly Sampling[];
  readonly input: { readonly api?: string | undefined; readonly outcome?: string | undefined };
};

const namesMax = 3;

/** Where the list may lack allows: which of its APIs keep only a share of them. */
export function SamplingNote({ of, input: { api, outcome } }: Props) {
  const here = of.filter((each) => api === undefined || each.api === api);
  if (here.length === 0 || (outcome !== undefined && outcome !== "allow")) return null;
  const more = here.length - namesMax;
  return (
    <Callout className="mb-4" title="Not every allow is here">
      {here.slice(0, namesMax).map((each, index) => (
        <span key={each.api}>
          {index > 0 ? ", " : "Of the allows to "}
          <TextLink href={paths.api(each.api, "settings")}>{each.api}</TextLink> 1 in{" "}
          {formatNumber(each.keepOneIn)}
        </span>
      ))}
      {more > 0 ? `, and of ${formatNumber(more)} more APIs a share,` : ""} is kept. All are
      counted; denials and challenges are all here.
    </Callout>
  );
}
