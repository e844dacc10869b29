/** What a process of its own does when asked; requests and answers are JSON. */
export type Role = (command: string, input: unknown) => unknown;

/** In the child: answers each message, one after the other, and ends with its parent. */
export function playRole(role: Role | undefined): void {
  if (!role) throw new Error("there is no such role");
  const answer = async (message: unknown) => {
    const { command, input } = readMessage(message);
    try {
      process.send?.({ ok: true, result: (await role(command, input)) ?? null });
    } catch (cause) {
      process.send?.({ ok: false, why: cause instanceof Error ? cause.stack : String(cause) });
    }
  };
  process.on("message", (message) => void answer(message));
  process.on("disconnect", () => process.exit(0));
}

function readMessage(message: unknown): { readonly command: string; readonly input: unknown } {
  if (typeof message !== "object" || message === null || !("command" in message))
    throw new Error("not a command");
  return {
    command: String(message.command),
    input: "input" in message ? message.input : null,
  };
}
