import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { newVerifier, redeem } from "#lib/client/redeem.ts";
import { awaitCode } from "./await-code.ts";
import { readKeyFile } from "./key-file.ts";

type Options = {
  readonly console: string;
  readonly api: string;
  readonly dpop?: boolean;
  readonly out?: string;
  readonly open: boolean;
};

/** OAuth for native apps (RFC 8252): the browser, a loopback address, PKCE. The token goes to stdout or a file. */
export async function login(options: Options): Promise<void> {
  const { origin } = new URL(options.console);
  const key = options.dpop ? await readKeyFile(origin) : null;
  const { verifier, challenge } = await newVerifier();
  const state = randomBytes(16).toString("base64url");
  const answer = await awaitCode(state, (redirectUri) => {
    const url = new URL("/me/token", origin);
    url.search = new URLSearchParams({
      response_type: "code",
      client_id: "cli",
      resource: options.api,
      redirect_uri: redirectUri,
      code_challenge: challenge,
      code_challenge_method: "S256",
      state,
      ...(key ? { dpop_jkt: key.thumbprint } : {}),
    }).toString();
    process.stderr.write(`Open this address and go on there:\n${url.href}\n`);
    if (options.open) openBrowser(url.href);
  });
  const made = await redeem({
    tokenEndpoint: `${origin}/oauth/token`,
    clientId: "cli",
    code: answer.code,
    redirectUri: answer.redirectUri,
    verifier,
    key,
  });
  if (options.out === undefined) {
    process.stdout.write(`${made.token}\n`);
    return;
  }
  await writeFile(options.out, `${made.token}\n`, { mode: 0o600 });
  process.stderr.write(
    `A ${made.type} token for ${made.expiresInSeconds} s is in ${options.out}.\n`,
  );
}

/** Best effort: the address is printed anyway. */
function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", url]
        : ["xdg-open", url];
  if (command === undefined) return;
  const child = spawn(command, args, { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
