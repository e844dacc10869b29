import type { z } from "zod";
import type { decisions } from "#lib/decisions/contract.ts";

type Minutes = z.output<typeof decisions.stats.output>["minutes"];

const height = 96;
const width = 8;
const parts = [
  { key: "allow", fill: "fill-allow", word: "allowed" },
  { key: "challenge", fill: "fill-challenge", word: "challenged" },
  { key: "deny", fill: "fill-deny", word: "denied" },
] as const;

/** Decisions per minute, one stacked bar each, allowed at the bottom. The legend's patterns need no colour: the order is fixed. */
export function MinuteChart({ minutes }: { readonly minutes: Minutes }) {
  const most = Math.max(
    1,
    ...minutes.map((minute) => minute.allow + minute.challenge + minute.deny),
  );
  const totals = parts.map(
    (part) => `${minutes.reduce((sum, minute) => sum + minute[part.key], 0)} ${part.word}`,
  );
  return (
    <figure>
      <svg
        role="img"
        aria-label={`Decisions per minute over the last hour: ${totals.join(", ")}; at most ${most} in a minute`}
        viewBox={`0 0 ${minutes.length * width} ${height}`}
        preserveAspectRatio="none"
        className="h-36 w-full"
      >
        {minutes.map((minute, index) => (
          <Bar key={minute.at} minute={minute} left={index * width} most={most} />
        ))}
      </svg>
      <figcaption className="mt-2 flex justify-between text-xs text-muted">
        <span>an hour ago</span>
        <span>bottom to top: allowed, challenged, denied · peak {most} per minute</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}

function Bar({ minute, left, most }: BarProps) {
  const scale = (height - 2) / most;
  const tops = parts.map(
    (_part, index) =>
      height - scale * parts.slice(0, index + 1).reduce((sum, part) => sum + minute[part.key], 0),
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
