import { spawn } from "node:child_process";

export type Database = { readonly url: string; readonly stop: () => Promise<void> };

/** A Postgres of its own with default durability, which goes with this process however it ends. */
export async function startDatabase(): Promise<Database> {
  const child = spawn(process.execPath, ["scripts/bench-database.mjs"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once("exit", () => reject(new Error("the database does not start")));
  });
  return {
    url,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
