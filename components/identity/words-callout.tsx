import { Callout, type CalloutTone } from "#components/ui/callout.tsx";
import type { Words } from "#lib/client/words.ts";

type Props = { readonly words: Words; readonly tone?: CalloutTone; readonly live?: boolean };

/** What happened, what it means, what to do. */
export function WordsCallout({ words, tone = "warning", live = true }: Props) {
  return (
    <Callout tone={tone} title={words.title} live={live}>
      {words.text}
    </Callout>
  );
}
