import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { usage } from "./options.ts";

const folder = mkdtempSync(join(tmpdir(), "enforcer-config-"));
const rootKey = join(folder, "root.pem");
const tokenFile = join(folder, "token");
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

beforeAll(() => {
  writeFileSync(rootKey, publicKey.export({ type: "spki", format: "pem" }));
  writeFileSync(tokenFile, "spe_one\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

const given = (argv: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  readConfig(argv, {
    SALLYPORT_URL: "http://127.0.0.1:3001/opa/v1/",
    SALLYPORT_TOKEN_FILE: tokenFile,
    SALLYPORT_ROOT_KEY_FILE: rootKey,
    ...env,
  });
const errorsOf = (read: ReturnType<typeof readConfig>) =>
  read.kind === "errors" ? read.errors.join("\n") : "";

test("the environment is enough, defaults fill the rest, flags win", () => {
  const read = given(["--port", "9000", "--upstream=http://127.0.0.1:8080/"], {
    ENFORCER_PORT: "1",
    TRUSTED_PROXIES: "10.0.0.0/8, ::1",
  });
  if (read.kind !== "config") throw new Error(errorsOf(read));
  expect(read.config).toMatchObject({
    serviceUrl: "http://127.0.0.1:3001/opa/v1",
    host: "127.0.0.1",
    port: 9000,
    upstream: "http://127.0.0.1:8080",
    trustedProxies: ["10.0.0.0/8", "::1"],
  });
});

test("a credential in a file can be replaced while running, and survives the moment it is gone", () => {
  const read = given();
  if (read.kind !== "config") throw new Error(errorsOf(read));
  expect(read.config.readToken()).toBe("spe_one");
  writeFileSync(tokenFile, "spe_two\n");
  expect(read.config.readToken()).toBe("spe_two");
  rmSync(tokenFile);
  expect(read.config.readToken()).toBe("spe_two");
  writeFileSync(tokenFile, "spe_one\n");
});

test("all mistakes are told at once, and none of them repeats a secret", () => {
  const secretUrl = "http://user:pass@example.com";
  const read = readConfig(["--port", "x", "--trusted-proxies", "10.0.0.0/99", "--nonsense"], {
    SALLYPORT_URL: secretUrl,
    GATEWAY_SECRET: "short",
    LOG_LEVEL: "loud",
  });
  const errors = errorsOf(read);
  for (const name of [
    "SALLYPORT_URL",
    "SALLYPORT_TOKEN",
    "SALLYPORT_ROOT_KEY_FILE",
    "ENFORCER_PORT",
  ])
    expect(errors).toContain(name);
  for (const name of ["TRUSTED_PROXIES", "GATEWAY_SECRET", "LOG_LEVEL", "--nonsense"])
    expect(errors).toContain(name);
  expect(errors).not.toContain(":pass@");
  expect(errors).not.toContain("short");
});

test("a private root key is refused", () => {
  const file = join(folder, "private.pem");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }));
  expect(errorsOf(given(["--root-key-file", file]))).toContain("public key");
});

test("help names every flag and variable", () => {
  expect(given(["--help"])).toEqual({ kind: "help" });
  for (const name of ["--service-url", "SALLYPORT_TOKEN", "--upstream", "GATEWAY_SECRET"])
    expect(usage()).toContain(name);
});
