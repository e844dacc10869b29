import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { createResponseReader } from "#bench/http/response-reader.ts";
import type { Role } from "#bench/role.ts";

const work = z.object({
  port: z.number(),
  count: z.number(),
  /** A whole request whose answer is held. */
  request: z.string(),
  /** All come at a random moment within so many milliseconds, as a fleet that lost its authority; else one after the other. */
  withinMs: z.number().optional(),
});

/** One address has some 28,000 ports to come from. */
const perAddress = 5000;
/** Connections that are being made at a time. */
const atOnce = 100;

let answers: Promise<readonly number[]> = Promise.resolve([]);

/** As many clients that wait for an answer; later, when each had it (milliseconds since 1970). */
export const holderRole: Role = async (command, input) => {
  if (command === "answers") return answers;
  const { port, count, request, withinMs } = work.parse(input);
  const waiting: Promise<number>[] = [];
  if (withinMs !== undefined) {
    const all = Array.from({ length: count }, async (_, index) => {
      await sleep(Math.random() * withinMs);
      const { sent, answered } = hold(port, request, addressOf(index));
      waiting.push(answered);
      await sent;
    });
    await Promise.all(all);
  }
  while (waiting.length < count) {
    const from = waiting.length;
    const some = Array.from({ length: Math.min(atOnce, count - from) }, (_, index) =>
      hold(port, request, addressOf(from + index)),
    );
    await Promise.all(some.map(async ({ sent }) => sent));
    waiting.push(...some.map(async ({ answered }) => answered));
  }
  answers = Promise.all(waiting);
  answers.catch(() => {});
  return null;
};

function addressOf(index: number): string {
  return `127.0.0.${2 + Math.floor(index / perAddress)}`;
}

function hold(port: number, request: string, localAddress: string) {
  const socket = connect({ port, host: "127.0.0.1", localAddress, noDelay: true });
  const sent = new Promise<void>((resolve, reject) => {
    socket.once("connect", () => socket.write(request, () => resolve()));
    socket.once("error", reject);
  });
  const answered = new Promise<number>((resolve, reject) => {
    const read = createResponseReader(({ status }) => {
      socket.destroy();
      if (status === "200") resolve(Date.now());
      else reject(new Error(`a held poll was answered ${status}`));
    });
    socket.on("data", (chunk: Buffer) => read(chunk.toString("latin1")));
    socket.once("close", () => reject(new Error("a held poll was closed")));
  });
  answered.catch(() => {});
  return { sent, answered };
}
