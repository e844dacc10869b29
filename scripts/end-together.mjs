// Whatever ends a start ends all of it, in order: steps, processes, then the database.
import { whenAbandoned } from "./callers.mjs";
import { endSteps } from "./run.mjs";

/**
 * Ends everything on a signal, when npm is gone, or when one process ends by itself.
 * @param {ReturnType<typeof import("./supervisor.mjs").createSupervisor>} supervisor
 * @param {{ stopDatabase?: () => Promise<void> }} held asked when it ends: what is there by then
 */
export function endTogether(supervisor, held = {}) {
  let ending = false;
  async function end(exitCode) {
    if (ending) return;
    ending = true;
    endSteps();
    await supervisor.stop();
    await held.stopDatabase?.();
    process.exit(exitCode);
  }
  function stop() {
    if (ending) return;
    console.log("\nStopping …");
    void end(0);
  }
  // A terminal that was closed takes no more lines; that must not keep us from ending the rest.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  whenAbandoned(supervisor.callers, stop);
  supervisor.whenOneDies(({ name, reason, recent, file }) => {
    if (ending) return;
    console.error(`\nThe ${name} ended by itself (${reason}). Its last lines:`);
    for (const line of recent) console.error(`  ${name} | ${line}`);
    console.error(`All of them: ${file}\nStopping everything.`);
    void end(1);
  });
  return {
    /** For what went wrong while starting; a step that fails because we end it is no error. */
    fail: async (error) => {
      if (!ending) console.error(error.message);
      await end(1);
    },
  };
}
