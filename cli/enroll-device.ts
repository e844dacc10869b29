import { hostname } from "node:os";
import { call } from "#lib/client/call.ts";
import { enrollmentProof, generateDeviceKey } from "#lib/client/key-proof.ts";
import { devices } from "#lib/devices/contract.ts";
import { writeKeyFile } from "./key-file.ts";

const platforms = { darwin: "macos", win32: "windows", linux: "linux" } as const;

type Options = { readonly console: string; readonly code: string; readonly name?: string };

/** Makes an ES256 key here, proves that it is held here, and keeps it in a file that only this user can read. */
export async function enrollDevice(options: Options): Promise<void> {
  const { origin } = new URL(options.console);
  const key = await generateDeviceKey(true);
  const made = await call(
    devices.enroll,
    {
      code: options.code,
      name: options.name ?? hostname(),
      platform: platformHere(),
      publicJwk: key.publicJwk,
      proof: await enrollmentProof(key, options.code, origin),
    },
    // The code is the authority; as a bearer it also says that no browser's cookie is at work.
    { origin, token: options.code },
  );
  const file = await writeKeyFile(origin, await crypto.subtle.exportKey("jwk", key.privateKey));
  process.stdout.write(
    `${made.name} is enrolled as ${made.slug} and waits for an administrator.\n` +
      `Key: ${file}\nThumbprint: ${made.thumbprint}\n`,
  );
}

function platformHere(): "macos" | "windows" | "linux" | "other" {
  const found = Object.entries(platforms).find(([name]) => name === process.platform);
  return found?.[1] ?? "other";
}
