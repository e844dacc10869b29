import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { findOpa } from "./find-opa.ts";

/** A running `opa` server; `stop` ends it. */
export type RunningOpa = {
  readonly url: string;
  /** What it has written so far, for messages of failed tests. */
  readonly output: () => string;
  /** Posts an input to a rule's document; undefined where OPA answers without a result. */
  readonly query: (path: string, input: unknown) => Promise<unknown>;
  /** Puts documents at the top of `data`; only in an OPA that was started with files, not bundles. */
  readonly load: (documents: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Starts the real OPA as a server on a free loopback port and waits until it answers. */
export async function runOpa(args: readonly string[], cwd?: string): Promise<RunningOpa> {
  const binary = findOpa();
  if (binary === null) throw new Error("no opa: set OPA_PATH");
  const url = `http://127.0.0.1:${await freePort()}`;
  const addr = url.slice("http://".length);
  const child = spawn(binary, ["run", "--server", "--addr", addr, ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => (output = `${output}${chunk.toString()}`.slice(-100_000));
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  await answering(url, child, () => output);
  return {
    url,
    output: () => output,
    query: (path, input) => query(`${url}/v1/data/${path}`, input),
    load: (documents) => load(url, documents),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

async function query(url: string, input: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input }),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`opa answered ${response.status}: ${JSON.stringify(body)}`);
  return typeof body === "object" && body !== null && "result" in body ? body.result : undefined;
}

async function load(url: string, documents: Readonly<Record<string, unknown>>): Promise<void> {
  const patch = Object.entries(documents).map(([name, value]) => {
    return { op: "add", path: `/${name}`, value };
  });
  const response = await fetch(`${url}/v1/data`, {
    method: "PATCH",
    headers: { "content-type": "application/json-patch+json" },
    body: JSON.stringify(patch),
  });
  if (!response.ok) throw new Error(`opa answered ${response.status}: ${await response.text()}`);
}

async function answering(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`opa stopped: ${output()}`);
    // Any answer will do: a closed OPA says 401.
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer !== null) return;
    await sleep(25);
  }
  child.kill("SIGKILL");
  throw new Error(`opa does not answer: ${output()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
