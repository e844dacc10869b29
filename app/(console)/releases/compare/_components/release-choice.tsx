"use client";
import { ArrowLeftRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { paths } from "#lib/client/paths.ts";

type Props = {
  readonly from: number;
  readonly to: number;
  readonly releases: readonly { readonly number: number; readonly message: string }[];
};

/** Which two; they stand in the URL. */
export function ReleaseChoice({ from, to, releases }: Props) {
  const router = useRouter();
  const go = (left: number, right: number) => router.push(paths.compareReleases(left, right));
  const options = releases.map(({ number, message }) => ({
    value: String(number),
    label: `Release ${number}`,
    description: message.slice(0, 80),
  }));
  return (
    <>
      <Select
        aria-label="From"
        className="w-36"
        options={options}
        value={String(from)}
        onChange={(next) => go(Number(next), to)}
      />
      <IconButton
        label="Swap the two"
        icon={<ArrowLeftRight aria-hidden className="size-4" />}
        onClick={() => go(to, from)}
      />
      <Select
        aria-label="To"
        className="w-36"
        options={options}
        value={String(to)}
        onChange={(next) => go(from, Number(next))}
      />
    </>
  );
}
