import { createHash, randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import {
  connectEnforcer,
  startAuthority,
  testRootKey,
  type RunningAuthority,
} from "#authority/testing.ts";
import type { Role } from "#bench/role.ts";
import { database } from "#lib/db/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";

export const started = z.object({
  url: z.string(),
  rootPem: z.string(),
  token: z.string(),
  signals: z.string(),
  policy: z.string(),
});
export const signalled = z.object({ committedMs: z.number() });

let running: RunningAuthority | null = null;

/** The real authority on a real database, told when to change something. */
export const authorityRole: Role = async (command, input) => {
  if (command === "start") return start(z.string().parse(input));
  if (command === "signal") return signal();
  await running?.stop();
  return null;
};

const secret = () => randomBytes(32).toString("base64url");

async function start(databaseUrl: string): Promise<z.infer<typeof started>> {
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    SALLYPORT_MODE: "evaluation",
    SESSION_SECRET: secret(),
    CONSOLE_KEK: secret(),
    AUTHORITY_KEK: secret(),
  });
  const { publicPem: rootPem } = testRootKey();
  running = await startAuthority({ clock: true });
  await running.pass();
  const token = await connectEnforcer(
    `bench-${createHash("sha256").update(secret()).digest("hex").slice(0, 8)}`,
  );
  const { store } = running.authority;
  for (;;) {
    const [signals, policy] = [
      store.current("production", "signals"),
      store.current("production", "policy"),
    ];
    if (signals && policy && (await isKnown(running.url, token)))
      return { url: running.url, rootPem, token, signals: signals.tag, policy: policy.tag };
    await sleep(20);
  }
}

async function isKnown(url: string, token: string): Promise<boolean> {
  const response = await fetch(`${url}/opa/v1/bundles/policy`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await response.body?.cancel();
  return response.ok;
}

/**
 * One more fact in signals. The time is that of the transaction that signs and stores the bytes, at its beginning:
 * what is measured from it is never too short.
 */
async function signal(): Promise<z.infer<typeof signalled>> {
  if (!running) throw new Error("the authority is not started");
  const { store } = running.authority;
  const before = store.current("production", "signals")?.number;
  await database().$transaction(async (tx) =>
    touchDirectory(tx, "group", `group-${randomBytes(4).toString("hex")}`, true),
  );
  while (store.current("production", "signals")?.number === before) await sleep(2);
  const bundle = await database().bundle.findFirstOrThrow({
    where: { name: "signals" },
    orderBy: { createdAt: "desc" },
  });
  return { committedMs: bundle.createdAt.getTime() };
}
