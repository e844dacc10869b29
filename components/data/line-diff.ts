export type DiffLine = { readonly kind: "same" | "added" | "removed"; readonly text: string };

/** Lines of two texts, by their longest common subsequence: policies are short, so the plain table will do. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const a = before === "" ? [] : before.replace(/\n$/, "").split("\n");
  const b = after === "" ? [] : after.replace(/\n$/, "").split("\n");
  const common = table(a, b);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const kind = step(a[i], b[j], at(common, i + 1, j) >= at(common, i, j + 1));
    lines.push({ kind, text: (kind === "added" ? b[j] : a[i]) ?? "" });
    if (kind !== "added") i += 1;
    if (kind !== "removed") j += 1;
  }
  return lines;
}

function step(
  left: string | undefined,
  right: string | undefined,
  removalFirst: boolean,
): DiffLine["kind"] {
  if (left !== undefined && left === right) return "same";
  if (left === undefined) return "added";
  return right === undefined || removalFirst ? "removed" : "added";
}

function table(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: a.length + 1 }, () =>
    Array.from({ length: b.length + 1 }, () => 0),
  );
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = rows[i];
      if (row)
        row[j] =
          a[i] === b[j]
            ? at(rows, i + 1, j + 1) + 1
            : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
    }
  return rows;
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}

export type SideBySideLine = {
  readonly left: DiffLine | null;
  readonly right: DiffLine | null;
};

/** The same lines in two columns: what was removed stands beside what came in its place. */
export function sideBySide(lines: readonly DiffLine[]): readonly SideBySideLine[] {
  const rows: SideBySideLine[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const settle = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1)
      rows.push({ left: removed[index] ?? null, right: added[index] ?? null });
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === "removed") removed.push(line);
    else if (line.kind === "added") added.push(line);
    else {
      settle();
      rows.push({ left: line, right: line });
    }
  }
  settle();
  return rows;
}
