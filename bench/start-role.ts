import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process that plays a role until it is stopped. */
export type Player = {
  readonly ask: (command: string, input: unknown, secondsMax: number) => Promise<unknown>;
  readonly stop: () => void;
  readonly process: ChildProcess;
};

/** Starts this very program in a role. It is killed when it does not answer in time. */
export function startRole(name: string, execArgv: readonly string[] = []): Player {
  const child = fork(fileURLToPath(import.meta.url), ["--role", name], {
    execArgv: [...execArgv],
    serialization: "advanced",
  });
  return {
    process: child,
    stop: () => void child.kill("SIGKILL"),
    ask: async (command, input, secondsMax) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          child.kill("SIGKILL");
          settle(() => reject(new Error(`${name} did not answer ${command} in ${secondsMax} s`)));
        }, secondsMax * 1000);
        const onExit = () =>
          settle(() => reject(new Error(`${name} ended while asked ${command}`)));
        const onMessage = (message: unknown) => settle(() => deliver(message, resolve, reject));
        const settle = (then: () => void) => {
          clearTimeout(timer);
          child.off("exit", onExit);
          child.off("message", onMessage);
          then();
        };
        child.on("exit", onExit);
        child.on("message", onMessage);
        child.send({ command, input });
      }),
  };
}

function deliver(
  message: unknown,
  resolve: (result: unknown) => void,
  reject: (error: Error) => void,
): void {
  if (typeof message === "object" && message !== null) {
    if ("result" in message) return resolve(message.result);
    if ("why" in message) return reject(new Error(String(message.why)));
  }
  reject(new Error("not an answer"));
}
