/** Names that somebody may have meant, the nearest first: slips of the keyboard, other case, and parts of a name. */
export function nearest(written: string, names: Iterable<string>, most = 3): readonly string[] {
  const folded = fold(written);
  if (folded === "") return [];
  const slipsMax = Math.max(1, Math.floor(folded.length / 3));
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    const distance = distanceOf(folded, fold(name), slipsMax);
    if (distance !== null) found.push({ name, distance });
  }
  return found
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, "");
}

/** Null where they have too little in common. */
function distanceOf(written: string, name: string, slipsMax: number): number | null {
  const slips = Math.abs(written.length - name.length) > slipsMax ? null : slipsIn(written, name);
  if (slips !== null && slips <= slipsMax) return slips;
  // Half of a name, or one with something around it.
  const partial = Math.min(written.length, name.length) >= 3;
  return partial && (name.includes(written) || written.includes(name)) ? slipsMax + 1 : null;
}

/** Letters to add, drop, change or swap with their neighbour. */
function slipsIn(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(last, j) + 1,
        at(row, j - 1) + 1,
        at(last, j - 1) + same,
        swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
