// `npm start`. Plain Node until the packages are there. Without DATABASE_URL it is an evaluation
// (embedded Postgres, generated secrets, sample data); with it, production. A name after it
// (`console`, `authority`, `enforcer`, `migrate`, `seed`) starts that alone.
import { readSettings, StartError } from "./settings.mjs";

const [nodeMajor, nodeMinor] = process.versions.node.split(".").map(Number);

async function main([role, ...rest]) {
  if (nodeMajor < 20 || (nodeMajor === 20 && nodeMinor < 19))
    throw new StartError(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  const settings = readSettings();
  if (role && !role.startsWith("--")) {
    const { startOne } = await import("./start-production.mjs");
    return startOne(role, settings, rest);
  }
  if (process.env.DATABASE_URL) {
    const { startProduction } = await import("./start-production.mjs");
    return startProduction(settings, { withEnforcer: role === "--enforcer" });
  }
  const { startEvaluation } = await import("./start-evaluation.mjs");
  return startEvaluation(settings);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof StartError ? error.message : (error.stack ?? error));
  process.exit(1);
}
