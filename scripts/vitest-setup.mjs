// Nothing is started here: the first suite that imports the test database starts it.
import { makeRunFolder } from "./run-folder.mjs";
import { releaseTestPostgres } from "./test-database.mjs";

let temporary;

export function setup() {
  process.env.SALLYPORT_TEST_OWNER = String(process.pid);
  temporary = makeRunFolder();
  process.env.TMPDIR = temporary.path;
}

export async function teardown() {
  await releaseTestPostgres(process.pid);
  temporary.remove();
}
