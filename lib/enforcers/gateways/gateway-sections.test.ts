import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  gatewayOnlyHeaders,
  hearsayHeaders,
  identityHeaders,
} from "#lib/bundle/gateway-headers.ts";
import { gatewaySections } from "./gateway-sections.ts";

const sections = gatewaySections({
  enforcerUrl: "http://127.0.0.1:8181",
  upstream: "http://127.0.0.1:8080",
  serverName: "api.example.com",
});
const textOf = (target: string) =>
  sections
    .find((section) => section.target === target)
    ?.files.map(({ text }) => text)
    .join("\n") ?? "";

describe.each(sections)("the configuration for $title", ({ target }) => {
  it("names the enforcer and the API", () => {
    expect(textOf(target)).toContain("127.0.0.1");
    expect(textOf(target)).toContain("8181");
    expect(textOf(target)).toContain("8080");
  });
});

const yaml = sections.flatMap(({ files }) => files).filter(({ language }) => language === "yaml");
it.each(yaml)("$fileName is well-formed", ({ text }) => expect(parse(text)).toBeTypeOf("object"));

// Envoy is told by each answer what to take away.
it.each(sections.filter(({ target }) => target !== "envoy"))(
  "$title takes away what a client says in others' names",
  ({ target }) => {
    const text = textOf(target);
    const isPrefixRemoved = target === "caddy" || target === "haproxy";
    const names = isPrefixRemoved
      ? ["X-Sallyport-", ...hearsayHeaders]
      : [...identityHeaders, ...gatewayOnlyHeaders, ...hearsayHeaders];
    for (const name of names) expect(text).toContain(name);
  },
);

describe("what must not be missing", () => {
  it("Envoy never opens, and hands over the address it found", () => {
    const text = textOf("envoy");
    expect(text).toContain("failure_mode_allow: false");
    expect(text).toContain("x-sallyport-client-address");
    expect(text).toContain("use_remote_address: true");
  });

  it("Traefik removes every spelling of an identity header", () => {
    for (const name of [
      "X_Sallyport_Decision_Id",
      "X-Sallyport_Decision-Id",
      "X_Sallyport-Subject",
    ])
      expect(textOf("traefik")).toContain(`${name}: ""`);
  });

  it("Kong adds the target as it came", () => {
    expect(textOf("kong")).toContain('set_header("X-Sallyport-Target"');
  });
});

const documented = sections.flatMap(({ target, files }) =>
  files.map(({ fileName, text }) => ({
    text,
    file: `docs/gateways/${target}/${fileName?.split("/").at(-1)}`,
  })),
);
// UPDATE_DOCS=1 writes them.
if (process.env["UPDATE_DOCS"])
  for (const { file, text } of documented) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
it.each(documented)("$file is what the console shows", ({ file, text }) =>
  expect(readFileSync(file, "utf8")).toBe(text),
);
