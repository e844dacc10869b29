import { oddText } from "./mutate-text.ts";
import { smallSize, type Random } from "./random.ts";

const oddNumbers = [0, -1, 0.1, 1e308, 2 ** 53, -(2 ** 31) - 1, 4_294_967_296, 1e-7];

/** The same value with some members changed, left out, renamed, doubled, wrapped or nested deeply. */
export function mutateJson(random: Random, value: unknown, rate = 0.08): unknown {
  if (random.chance(rate)) return replace(random, value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mutateJson(random, item, rate));
    return random.chance(rate)
      ? [...items, ...items.slice(0, random.below(5)), oddValue(random)]
      : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value)
    .filter(() => !random.chance(rate / 2))
    .map(([key, member]): [string, unknown] => [
      random.chance(rate / 2) ? oddText(random) : key,
      mutateJson(random, member, rate),
    ]);
  if (random.chance(rate)) members.push([oddText(random), oddValue(random)]);
  return Object.fromEntries(members);
}

function replace(random: Random, value: unknown): unknown {
  switch (random.below(5)) {
    case 0:
      return [value];
    case 1:
      return { [oddText(random)]: value };
    case 2:
      return typeof value === "string" ? value + oddText(random) : oddValue(random);
    default:
      return oddValue(random);
  }
}

export function oddValue(random: Random): unknown {
  switch (random.below(8)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick(oddNumbers);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return nest(random, smallSize(random, 400));
    default:
      return oddText(random);
  }
}

function nest(random: Random, depth: number): unknown {
  let value: unknown = oddText(random);
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
