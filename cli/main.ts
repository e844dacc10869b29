import { Command } from "commander";
import { continueRelease, haltRelease } from "./end-canary.ts";
import { enrollDevice } from "./enroll-device.ts";
import { login } from "./login.ts";
import { waitForRelease } from "./wait-for-release.ts";

const examples = `
Examples (in a clone, "sallyport" is "node dist/sallyport.mjs"):
  sallyport device enroll --console http://localhost:3000 --code CODE
  sallyport login --console http://localhost:3000 --api billing --dpop
  sallyport release wait --console http://localhost:3000 --release 41 --percent 95

The key of this computer stays in your settings folder, one for each console.`;

const program = new Command("sallyport")
  .description("Access tokens and devices from the command line.")
  .showHelpAfterError("(--help says more)")
  .addHelpText("after", examples);

program
  .command("login")
  .description("get an access token for an API, through the browser")
  .requiredOption("--console <url>", "address of the console")
  .requiredOption("--api <slug>", "the API to call")
  .option("--dpop", "bind the token to this computer's enrolled key")
  .option("--out <file>", "write the token there (mode 0600) instead of to stdout")
  .option("--no-open", "print the address only; open no browser")
  .action(login);

program
  .command("device")
  .description("this computer as a device")
  .command("enroll")
  .description("make a key on this computer and enroll it with a code from the portal")
  .requiredOption("--console <url>", "address of the console")
  .requiredOption("--code <code>", "one-time code from “My devices” in the portal")
  .option("--name <name>", "what to call this computer")
  .action(enrollDevice);

const release = program.command("release").description("releases, for pipelines");

release
  .command("continue")
  .description("give a release in its canary to every enforcer (needs SALLYPORT_API_TOKEN)")
  .requiredOption("--console <url>", "address of the console")
  .requiredOption("--release <number>", "the release")
  .action(continueRelease);

release
  .command("halt")
  .description("end a canary, with the release before in force again (needs SALLYPORT_API_TOKEN)")
  .requiredOption("--console <url>", "address of the console")
  .requiredOption("--release <number>", "the release")
  .requiredOption("--reason <text>", "why, for the audit log")
  .action(haltRelease);

release
  .command("wait")
  .description("wait until enforcers decide by a release (needs SALLYPORT_API_TOKEN)")
  .requiredOption("--console <url>", "address of the console")
  .requiredOption("--release <number>", "the release")
  .option("--percent <share>", "of the enforcers heard of within the lease", "100")
  .option("--timeout <seconds>", "fail after that", "300")
  .action(waitForRelease);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
