/** Draws that are the same for the same seed. */
export type Random = {
  /** From `least` to `most`, both included. */
  readonly integer: (least: number, most: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Each item with this probability, in their order. */
  readonly some: <T>(items: readonly T[], probability: number) => T[];
  /** The value with this probability, else undefined. */
  readonly maybe: <T>(probability: number, make: () => T) => T | undefined;
};

/** Mulberry32: small, and good enough to choose test cases. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const chance = (probability: number) => next() < probability;
  return {
    integer,
    chance,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new Error("nothing to pick from");
      return items[integer(0, items.length - 1)] as T;
    },
    some: (items, probability) => items.filter(() => chance(probability)),
    maybe: (probability, make) => (chance(probability) ? make() : undefined),
  };
}
