import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { GET, POST } from "./route.ts";

const ask = async (
  handle: typeof GET,
  path: string,
  init: ConstructorParameters<typeof NextRequest>[1] = {},
): Promise<number> => {
  const request = new NextRequest(`http://localhost:3000/api/auth/${path}`, init);
  return (await handle(request, { params: Promise.resolve({ nextauth: path.split("/") }) })).status;
};
const form = "application/x-www-form-urlencoded";

test("next-auth is asked only for what our pages use, by forms of a known and small size", async () => {
  expect(await ask(GET, "callback/passkey")).toBe(405);
  for (const path of ["_log", "providers", "signin/passkey", "nonsense"])
    expect(await ask(POST, path, { method: "POST", headers: { "content-type": form } }), path).toBe(
      404,
    );
  const post = (headers: Record<string, string>) =>
    ask(POST, "callback/passkey", { method: "POST", headers, body: "{broken" });
  expect(await post({ "content-type": "application/json" })).toBe(415);
  expect(await post({ "content-type": form })).toBe(411);
  expect(await post({ "content-type": form, "content-length": "1000000" })).toBe(413);
});
