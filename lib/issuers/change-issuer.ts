import { staleEdit } from "#lib/audit/stale-edit.ts";
import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { TokenIssuer } from "#lib/db/generated/client.ts";
import { notify } from "#lib/db/notify.ts";
import { environment } from "#lib/env.ts";
import { AppError, found } from "#lib/errors.ts";
import { localIssuerId } from "#lib/keys/local-issuer.ts";
import { verb } from "#lib/verb.ts";
import { issuers } from "./contract.ts";
import { issuerView } from "./issuer-view.ts";
import { readKeys } from "./read-keys.ts";

export const createIssuer = verb(issuers.create, async (_ctx, input, tx) => {
  const { pinnedJwks, ...rest } = input;
  await refuseTaken(tx, rest);
  const row = await tx.tokenIssuer.create({ data: { ...rest, ...pinning(pinnedJwks) } });
  await notify(tx, "signals");
  return { result: issuerView(row), audit: { target: targetOf(row), detail: { after: rest } } };
});

/** Where the keys are is asked anew at once; until there is an answer, the keys stay as they are. */
export const updateIssuer = verb(issuers.update, async (_ctx, input, tx) => {
  const { slug, version, pinnedJwks, ...rest } = input;
  const before = found(await tx.tokenIssuer.findUnique({ where: { slug } }), "issuer");
  const { count } = await tx.tokenIssuer.updateMany({
    where: { slug, version },
    data: {
      ...withoutUndefined(rest),
      ...(pinnedJwks === undefined ? {} : pinning(pinnedJwks)),
      dueAt: new Date(),
      version: { increment: 1 },
    },
  });
  if (count === 0)
    throw await staleEdit(
      tx,
      "Somebody else changed this issuer meanwhile.",
      { kind: "issuer", id: slug },
      issuerView(before),
    );
  const row = await tx.tokenIssuer.findUniqueOrThrow({ where: { slug } });
  await notify(tx, "signals");
  return {
    result: issuerView(row),
    audit: {
      target: targetOf(row),
      detail: { before: factsOf(before), after: factsOf(row) },
    },
  };
});

export const removeIssuer = verb(issuers.remove, async (_ctx, { slug }, tx) => {
  const row = found(await tx.tokenIssuer.findUnique({ where: { slug } }), "issuer");
  await tx.tokenIssuer.delete({ where: { slug } });
  await notify(tx, "signals");
  return {
    result: { slug },
    audit: { target: targetOf(row), detail: { before: factsOf(row) } },
  };
});

export const refreshIssuer = verb(issuers.refresh, async (_ctx, { slug }, tx) => {
  found(await tx.tokenIssuer.findUnique({ where: { slug } }), "issuer");
  const row = await tx.tokenIssuer.update({ where: { slug }, data: { dueAt: new Date() } });
  await notify(tx, "signals");
  return { result: issuerView(row), audit: { target: targetOf(row) } };
});

type Named = Pick<z.output<typeof issuers.create.input>, "slug" | "issuer">;

async function refuseTaken(tx: Transaction, { slug, issuer }: Named): Promise<void> {
  const own = environment().PUBLIC_URL;
  const taken = await tx.tokenIssuer.findFirst({ where: { OR: [{ slug }, { issuer }] } });
  if (slug === localIssuerId || taken?.slug === slug)
    throw new AppError("conflict", "This id is taken.", {
      errors: [{ path: "slug", message: "is taken" }],
    });
  if (issuer === own || taken)
    throw new AppError("conflict", "This issuer is trusted already.", {
      errors: [{ path: "issuer", message: issuer === own ? "is ourselves" : "is there already" }],
    });
}

/** Pinned keys are in force at once; without them the authority asks. */
function pinning(jwks: string | null) {
  if (jwks === null) return { pinned: false };
  const read = readKeys(jwks);
  if (!read.ok)
    throw new AppError("invalid-input", `The keys can't be used: ${read.why}.`, {
      errors: [{ path: "pinnedJwks", message: read.why }],
    });
  return { pinned: true, keys: read.keys, fetchedAt: null, error: null, failures: 0 };
}

function factsOf(row: TokenIssuer) {
  const { createdAt: _createdAt, fetchedAt: _fetchedAt, dueAt: _dueAt, ...facts } = issuerView(row);
  return facts;
}

function targetOf({ slug, name }: Pick<TokenIssuer, "slug" | "name">) {
  return { kind: "issuer", id: slug, name };
}

function withoutUndefined<T extends object>(
  value: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is undefined is not there any more
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
