import { createEnforcer } from "./create-enforcer.ts";
import { type EnforcerConfig, readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { usage } from "./options.ts";
import { version } from "./version.ts";

const read = readConfig(process.argv.slice(2), process.env);

if (read.kind === "help") {
  process.stdout.write(usage());
} else if (read.kind === "version") {
  process.stdout.write(`${version}\n`);
} else if (read.kind === "errors") {
  process.stderr.write(`${read.errors.map((error) => `enforcer: ${error}`).join("\n")}\n`);
  process.exitCode = 2;
} else {
  await run(read.config);
}

async function run(config: EnforcerConfig): Promise<void> {
  const log = createLog(config.logLevel);
  const enforcer = createEnforcer({ config, version, log });
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info("stopping", { signal });
    void enforcer.stop().finally(() => process.exit(0));
  };
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  // A fault nobody foresaw must not end the process that denies: it is logged, and the request it hit gets no answer.
  process.on("unhandledRejection", (cause) => {
    log.error("unexpected", { why: cause instanceof Error ? (cause.stack ?? "") : "unknown" });
  });
  try {
    const { port } = await enforcer.start();
    log.info("listening", { host: config.host, port, upstream: config.upstream });
  } catch (cause) {
    log.error("could not start", { why: cause instanceof Error ? cause.message : "unknown" });
    await enforcer.stop().catch(() => {});
    process.exitCode = 1;
  }
}
