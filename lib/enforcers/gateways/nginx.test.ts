import { describe, expect, it } from "vitest";
import { nginxConfig } from "./nginx.ts";

const text = nginxConfig({
  enforcerUrl: "http://127.0.0.1:8181",
  upstream: "http://127.0.0.1:8080",
  serverName: "api.example.com",
  listen: "80",
});

describe("nginx's configuration", () => {
  it("forwards the request target as it came: proxy_pass has no path of its own", () => {
    expect(text).toContain("proxy_pass http://127.0.0.1:8080;");
  });

  it("overwrites every header the enforcer reads, and every identity header the API may read", () => {
    for (const name of [
      "X-Original-Method",
      "X-Original-URI",
      "X-Forwarded-Host",
      "X-Forwarded-Proto",
      "X-Forwarded-For",
      "X-Real-IP",
      "X-Sallyport-Gateway-Secret",
    ])
      expect(text.slice(text.indexOf("location = ")), name).toContain(`proxy_set_header ${name} `);
    for (const name of ["Subject", "Device", "Session", "Api", "Operation", "Decision-Id"])
      expect(text, name).toContain(`proxy_set_header X-Sallyport-${name} $sallyport_`);
  });
});
