import type { Transaction } from "#lib/db/client.ts";

/** A slug nobody has had (rows of deleted people keep theirs): from the address, numbered where it is taken. */
export async function freeUserSlug(tx: Transaction, email: string): Promise<string> {
  const base = slugOf(email);
  const taken = new Set(
    (await tx.user.findMany({ where: { slug: { startsWith: base } }, select: { slug: true } })).map(
      (user) => user.slug,
    ),
  );
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function slugOf(email: string): string {
  const local = email.split("@")[0] ?? "";
  const plain = local
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
  return plain === "" ? "person" : plain;
}
