import { onTestFinished } from "vitest";
import type { EnforcerConfig } from "#enforcer/config.ts";
import type { Deployment } from "#lib/engine/deployment.ts";
import {
  createTestClock,
  startTestEnforcer,
  temporaryFolder,
  until,
  type TestEnforcer,
} from "./start-test-enforcer.ts";
import { createTestAuthority } from "./test-authority.ts";

/** A control plane that serves this deployment, and a way to start enforcers of it; all end with the test. */
export async function setUpEnforcer(deployment: Deployment, nowSeconds: number) {
  const time = createTestClock(nowSeconds);
  const authority = await createTestAuthority(time.nowSeconds);
  const folder = await temporaryFolder();
  // What was opened last ends first.
  onTestFinished(folder.remove);
  onTestFinished(authority.close);
  await authority.publish(deployment);
  const start = async (over: Partial<EnforcerConfig> = {}) => {
    const enforcer = await startTestEnforcer(authority, time.clock, folder.path, over);
    onTestFinished(enforcer.stop);
    return enforcer;
  };
  return { time, authority, folder, start };
}

/** Until all three bundles are in force. */
export async function ready({ source }: TestEnforcer): Promise<void> {
  await until("all three bundles in force", () => source.inForce());
}
