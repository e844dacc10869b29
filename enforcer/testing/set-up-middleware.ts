import { onTestFinished } from "vitest";
import { createMiddleware } from "#enforcer/middleware/create-middleware.ts";
import type { Deployment } from "#lib/engine/deployment.ts";
import { createTestClock, temporaryFolder, testOptions, until } from "./start-test-enforcer.ts";
import { createTestAuthority } from "./test-authority.ts";

/** A decision point inside this process, with all bundles in force. */
export async function setUpMiddleware(deployment: Deployment, nowSeconds: number) {
  const time = createTestClock(nowSeconds);
  const authority = await createTestAuthority(time.nowSeconds);
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  onTestFinished(authority.close);
  await authority.publish(deployment);
  const middleware = createMiddleware(testOptions(authority, time.clock, folder.path));
  onTestFinished(middleware.close);
  await middleware.start();
  await until("three bundles", () => middleware.source.inForce());
  return { middleware, time };
}
