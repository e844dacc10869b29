import type { z } from "zod";
import { classNames } from "#components/ui/class-names.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { decisions } from "#lib/decisions/contract.ts";

type Minutes = z.output<typeof decisions.stats.output>["minutes"];

const height = 96;
const width = 8;
const parts = [
  { key: "allow", fill: "fill-allow", swatch: "bg-allow", word: "allowed", label: "Allowed" },
  {
    key: "challenge",
    fill: "fill-challenge",
    swatch: "bg-challenge",
    word: "challenged",
    label: "Challenged",
  },
  { key: "deny", fill: "fill-deny", swatch: "bg-deny", word: "denied", label: "Denied" },
] as const;

/** Decisions per minute, one stacked bar each, allowed at the bottom. The legend keeps the order of the bars, bottom to top, so that it needs no colour. */
export function MinuteChart({ minutes }: { readonly minutes: Minutes }) {
  const busiest = Math.max(
    0,
    ...minutes.map((minute) => minute.allow + minute.challenge + minute.deny),
  );
  const most = Math.max(1, busiest);
  const totals = parts.map((part) => `${sum(minutes, part.key)} ${part.word}`);
  return (
    <figure>
      <svg
        role="img"
        aria-label={`Decisions per minute over the last hour: ${totals.join(", ")}; at most ${busiest} in a minute`}
        viewBox={`0 0 ${minutes.length * width} ${height}`}
        preserveAspectRatio="none"
        className="h-36 w-full"
      >
        {minutes.map((minute, index) => (
          <Bar key={minute.at} minute={minute} left={index * width} most={most} />
        ))}
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-xs text-faint">
        <span>An hour ago</span>
        <span>Now</span>
      </div>
      <figcaption className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
        {parts.map((part) => (
          <span key={part.key} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={classNames("size-2.5 rounded-[2px]", part.swatch)} />
            {part.label}{" "}
            <span className="font-medium text-ink tabular-nums">
              {formatNumber(sum(minutes, part.key))}
            </span>
          </span>
        ))}
        {busiest > 0 ? (
          <span className="ml-auto">At most {formatNumber(busiest)} in a minute</span>
        ) : null}
      </figcaption>
    </figure>
  );
}

function sum(minutes: Minutes, key: (typeof parts)[number]["key"]): number {
  return minutes.reduce((total, minute) => total + minute[key], 0);
}

function Bar({ minute, left, most }: BarProps) {
  const scale = (height - 2) / most;
  const tops = parts.map(
    (_part, index) =>
      height -
      scale * parts.slice(0, index + 1).reduce((below, part) => below + minute[part.key], 0),
  );
  return (
    <g>
      <title>{`${minute.allow} allowed, ${minute.challenge} challenged, ${minute.deny} denied`}</title>
      <rect x={left} y={height - 1} width={width - 2} height={1} className="fill-line" />
      {parts.map((part, index) =>
        minute[part.key] > 0 ? (
          <rect
            key={part.key}
            x={left}
            y={tops[index]}
            width={width - 2}
            height={minute[part.key] * scale}
            className={part.fill}
          />
        ) : null,
      )}
    </g>
  );
}

type BarProps = { readonly minute: Minutes[number]; readonly left: number; readonly most: number };
