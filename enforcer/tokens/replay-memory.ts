/**
 * The proofs seen lately (RFC 9449 section 11.1), so that each is taken once. Only proofs that belong to a good
 * token are remembered, a key may fill only its own share, and a full memory refuses instead of forgetting.
 */
export type ReplayMemory = {
  /** False: seen before, or no room to remember it. */
  readonly remember: (jkt: string, jti: string, nowSeconds: number) => boolean;
};

type Generation = {
  endsAt: number;
  readonly seen: Set<string>;
  readonly perKey: Map<string, number>;
};

/** `windowSeconds` is how long a proof could be accepted at all; two generations of that length are kept. */
export function createReplayMemory(
  windowSeconds: number,
  sizeMax = 200_000,
  perKeyMax = 20_000,
): ReplayMemory {
  let current = generation(0);
  let previous = generation(0);
  const turn = (nowSeconds: number) => {
    if (nowSeconds < current.endsAt) return;
    previous = nowSeconds < current.endsAt + windowSeconds ? current : generation(0);
    current = generation(nowSeconds + windowSeconds);
  };
  return {
    remember: (jkt, jti, nowSeconds) => {
      turn(nowSeconds);
      const entry = `${jkt} ${jti}`;
      if (current.seen.has(entry) || previous.seen.has(entry)) return false;
      const count = current.perKey.get(jkt) ?? 0;
      if (current.seen.size >= sizeMax || count >= perKeyMax) return false;
      current.seen.add(entry);
      current.perKey.set(jkt, count + 1);
      return true;
    },
  };
}

function generation(endsAt: number): Generation {
  return { endsAt, seen: new Set(), perKey: new Map() };
}
