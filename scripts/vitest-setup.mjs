// Nothing is started here: the first suite that imports the test database starts it.
import { releaseTestPostgres } from "./test-database.mjs";

export function setup() {
  process.env.SALLYPORT_TEST_OWNER = String(process.pid);
}

export const teardown = () => releaseTestPostgres(process.pid);
