"use client";
import { lossReasons, lossSentence } from "./loss-words.ts";
import { useRead } from "./use-read.ts";
import { Callout } from "#components/ui/callout.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import { losses, type Losses } from "#calls/losses";

type Props = {
  /** Which losses: of one enforcer, of a time. */
  readonly filter: Readonly<Record<string, string>>;
  readonly initial: Losses;
  readonly className?: string;
};

/** Where decisions are shown, how many are missing; nothing where none is. */
export function LossCallout({ filter, initial, className }: Props) {
  const { data } = useRead(losses.get, filter, initial, 15_000);
  const sentence = lossSentence(data);
  if (sentence === null) return null;
  return (
    <Callout tone="warning" title={sentence} className={className}>
      {lossReasons(data)}. <TextLink href={paths.losses(filter)}>Where</TextLink>
    </Callout>
  );
}
